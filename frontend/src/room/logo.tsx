/** The handbook's sign: something said, and steps towards a goal. */

export const Logo = () => (
  <svg class="logo" viewBox="0 0 48 44" width="48" height="44" aria-hidden="true" focusable="false">
    <path
      class="speech"
      d="M8 2h32a6 6 0 0 1 6 6v20a6 6 0 0 1-6 6H21l-9 8v-8H8a6 6 0 0 1-6-6V8a6 6 0 0 1 6-6Z"
    />
    <g class="path">
      <circle cx="9.5" cy="27" r="2.4" />
      <circle cx="16.5" cy="24" r="2.4" />
      <circle cx="23.5" cy="20" r="2.4" />
      <circle cx="30.5" cy="15" r="2.4" />
    </g>
    <circle class="goal" cx="38" cy="9.5" r="3.4" />
  </svg>
);
