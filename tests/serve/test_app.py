"""The scenario app over HTTP: one page, one notebook, and a limit."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from tests.serve.asking import ask, page_config
from tests.serving import serving


def test_page_holds_a_kernel_of_its_own(server: str) -> None:
    """Each visit has another kernel, and ending the page ends the kernel."""
    kernels = [page_config(ask(server, "/app/").text)["kernelId"] for _ in range(2)]
    assert kernels[0] != kernels[1]
    for kernel in kernels:
        assert ask(server, f"/app/api/kernels/{kernel}").status == 200
        assert ask(server, f"/app/voila/api/shutdown/{kernel}", "POST").status == 204
        assert ask(server, f"/app/api/kernels/{kernel}").status == 404


def test_app_without_slash(server: str) -> None:
    """The app's address without its slash leads to the app."""
    answer = ask(server, "/app")
    assert (answer.status, answer.headers["location"]) == (301, "/app/")


def test_page_names_no_other_host(server: str) -> None:
    """The page links to nothing elsewhere, sets no cookie, and says what it is."""
    page = ask(server, "/app/")
    ask(server, f"/app/voila/api/shutdown/{page_config(page.text)['kernelId']}", "POST")
    assert 'lang="en-GB"' in page.text
    assert "<title>Exercises" in page.text
    assert "//cdn" not in page.text
    assert "https://" not in page.text.replace("https://jupyter.org/schemas", "")
    assert "set-cookie" not in page.headers


@pytest.mark.parametrize(
    "path",
    [
        "/app/scenario.ipynb",
        "/sit/",
        "/app/other.ipynb",
        "/app/voila/files/scenario.ipynb",
        "/app/voila/render/scenario.ipynb",
        "/app/voila/tree",
        "/app/voila/api/contents",
        "/app/api/kernels",
        "/app/api/contents",
        "/app/api/kernelspecs",
        "/app/terminals",
        "/app/login",
        "/scenario.ipynb",
        "/.records/",
    ],
)
def test_only_the_app_is_reachable(path: str, server: str) -> None:
    """No other notebook, listing, file or part of Jupyter's own interface answers."""
    assert ask(server, path).status == 404
    assert ask(server, path, "POST").status in (404, 405)


def test_kernel_cannot_be_ended_by_its_state_address(server: str) -> None:
    """The address that tells a page whether its kernel lives takes no other method."""
    kernel = page_config(ask(server, "/app/").text)["kernelId"]
    assert ask(server, f"/app/api/kernels/{kernel}", "DELETE").status == 405
    assert ask(server, f"/app/voila/api/shutdown/{kernel}", "POST").status == 204


def test_full_house_is_friendly(tmp_path: Path) -> None:
    """Beyond the limit a page says so and where else to go, and a place that frees up is given away."""
    with serving(tmp_path, "--kernels", "2") as house:
        pages = [ask(house.url, "/app/") for _ in range(3)]
        assert [page.status for page in pages] == [200, 200, 503]
        assert "Every place is taken" in pages[2].text
        assert 'href="/"' in pages[2].text
        assert int(pages[2].headers["retry-after"]) > 0
        assert ask(house.url, "/").status == 200
        leaving = page_config(pages[0].text)["kernelId"]
        assert ask(house.url, f"/app/voila/api/shutdown/{leaving}", "POST").status == 204
        assert ask(house.url, "/app/").status == 200


def test_many_at_once_do_not_pass_the_limit_together(tmp_path: Path) -> None:
    """Of six who come in the same moment to a house for three, three get in."""
    with serving(tmp_path, "--kernels", "3") as house, ThreadPoolExecutor(6) as crowd:
        pages = list(crowd.map(lambda _: ask(house.url, "/app/"), range(6)))
        assert sorted(page.status for page in pages) == [200, 200, 200, 503, 503, 503]
        kernels = {page_config(page.text)["kernelId"] for page in pages if page.status == 200}
        assert len(kernels) == 3


def test_ready_kernel_that_died_is_shown_to_nobody(tmp_path: Path) -> None:
    """A visitor gets a live kernel also where every one that waited ready has been killed."""
    with serving(tmp_path) as house:
        for kernel in house.children():
            kernel.kill()
            kernel.wait(10)
        for _ in range(100):
            page = ask(house.url, "/app/")
            config = page_config(page.text)
            if ask(house.url, f"/app/api/kernels/{config['kernelId']}").status == 200:
                break
        else:
            pytest.fail("no visitor got a live kernel")
