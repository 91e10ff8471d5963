/** The way from the row of presets to where they are changed. */
export function EditPresets() {
  return (
    <a class="chip" href="/options.html#presets" target="_blank" rel="noreferrer" aria-label="Edit presets">
      +
    </a>
  );
}
