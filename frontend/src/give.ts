/** Handing a file to the trainee. */

export const RECORD_TYPE = "application/jsonl";

export function download(name: string, text: string, type = RECORD_TYPE): void {
  const link = document.createElement("a");
  link.href = URL.createObjectURL(new Blob([text], { type }));
  link.download = name;
  link.click();
  setTimeout(() => URL.revokeObjectURL(link.href), 10_000);
}
