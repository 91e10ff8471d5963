import { Plus } from 'lucide';
import { Icon } from '../../components/Icon.tsx';

/** The way from the row of presets to where they are changed. */
export function EditPresets() {
  return (
    <a
      class="chip round"
      href="/options.html#presets"
      target="_blank"
      rel="noreferrer"
      title="Edit presets"
      aria-label="Edit presets"
    >
      <Icon of={Plus} />
    </a>
  );
}
