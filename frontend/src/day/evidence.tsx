/** A labelled field for a line in somebody's words. */

const MOST_TEXT = 600;

interface WordsProps {
  id: string;
  label: string;
  value: string;
  onInput(value: string): void;
  onLeave?(): void;
}

/** Some words of evidence, or a reason. */
export const Words = ({ id, label, value, onInput, onLeave }: WordsProps) => (
  <div class="field">
    <label for={id}>{label}</label>
    <textarea
      id={id}
      rows={2}
      maxLength={MOST_TEXT}
      autocomplete="off"
      value={value}
      onInput={(event) => onInput(event.currentTarget.value)}
      onBlur={() => onLeave?.()}
      data-testid={id}
    />
  </div>
);
