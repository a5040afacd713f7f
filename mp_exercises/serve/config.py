"""How Voila and Jupyter's kernels are set."""

from __future__ import annotations

from traitlets.config import Config

from ..place import PACKAGE
from .faults import cell_failed
from .identity import Anyone
from .kernels import Kernels, OnlyThisPython

APPS = PACKAGE / "apps"
NOTEBOOK = APPS / "scenario.ipynb"
SITTING_NOTEBOOK = APPS / "assessment.ipynb"
TEMPLATE = "practice"
APP = "/app/"
SIT = "/sit/"

IDLE_SECONDS = 8 * 3600
READY_KERNELS = 2

# What JupyterLab would load besides is of no use to a visitor, and each part costs a phone time.
EXTENSIONS = ["@voila-dashboards/widgets-manager8", "@jupyter-widgets/jupyterlab-manager", "anywidget"]


def configuration(*, sockets: bool) -> Config:
    """Return the settings.

    Parameters
    ----------
    sockets
        Whether kernels can be reached over Unix sockets: TCP ports are picked, closed and then
        bound by the kernel, and another program may be quicker.
    """
    config = Config()
    config.Voila.open_browser = False
    config.Voila.identity_provider_class = Anyone
    if sockets:
        config.KernelManager.transport = "ipc"
    config.VoilaConfiguration.template = TEMPLATE
    config.VoilaConfiguration.allow_template_override = "NO"
    config.VoilaConfiguration.allow_theme_override = "NO"
    config.VoilaConfiguration.extension_allowlist = EXTENSIONS
    config.VoilaConfiguration.multi_kernel_manager_class = Kernels
    config.VoilaConfiguration.preheat_kernel = True
    # One kernel for the first page; the others when that page is ready.
    config.VoilaConfiguration.default_pool_size = 1
    # A kernel that Jupyter starts again is empty, and its page cannot tell: better that it is gone.
    config.KernelRestarter.restart_limit = 0
    config.KernelRestarter.time_to_dead = 1.0
    config.MappingKernelManager.cull_idle_timeout = IDLE_SECONDS
    config.MappingKernelManager.cull_connected = True
    config.VoilaConfiguration.kernel_spec_manager_class = OnlyThisPython
    config.VoilaExecutor.on_cell_error = cell_failed
    return config
