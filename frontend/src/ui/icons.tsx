/** Line icons; each stands beside words or carries a name on its button. */

const PATHS = {
  same: "M3.5 8.5 6.5 11.5 12.5 4.5",
  near: "M2.5 6.5c2-2 3.5-1.5 5.5-.3s3.5 1.7 5.5-.3M2.5 11c2-2 3.5-1.5 5.5-.3s3.5 1.7 5.5-.3",
  apart: "M3 6h10M3 10h10M10.5 2.500l-5 11",
  up: "M8 13V3M3.5 7.5 8 3l4.5 4.5",
  down: "M8 3v10M3.5 8.5 8 13l4.5-4.5",
  more: "M4 6l4 4 4-4",
  note: "M8 4.500v4M8 11.500v.1",
  back: "M13 8H3M7.5 3.5 3 8l4.5 4.5",
  clock: "M8 4v4l2.5 1.500M8 1.500a6.5 6.5 0 1 0 0 13 6.5 6.5 0 0 0 0-13z",
};

export type IconName = keyof typeof PATHS;

export const Icon = ({ name }: { name: IconName }) => (
  <svg class="icon" viewBox="0 0 16 16" width="16" height="16" aria-hidden="true" focusable="false">
    <path d={PATHS[name]} fill="none" stroke="currentColor" stroke-width="1.8" stroke-linecap="round" stroke-linejoin="round" />
  </svg>
);
