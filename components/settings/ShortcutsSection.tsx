import { useEffect, useState } from 'preact/hooks';
import { browser } from '../../lib/browser.ts';
import { ClipboardField } from './ClipboardField.tsx';
import { Section } from './Section.tsx';

type Command = { name: string; words: string; keys: string };

/** Which keys do what. Only the browser's own page can change them. */
export function ShortcutsSection() {
  const commands = useCommands();
  return (
    <Section
      id="shortcuts"
      title="Shortcuts"
      lead="The browser keeps the keys, so that no two extensions take the same."
    >
      {commands.length > 0 && (
        <dl class="facts">
          {commands.map(({ name, words, keys }) => (
            <div key={name}>
              <dt>{words}</dt>
              <dd>{keys === '' ? <span class="quiet">Not set</span> : <kbd>{keys}</kbd>}</dd>
            </div>
          ))}
        </dl>
      )}
      <div class="row">
        <button type="button" class="button" onClick={() => void openShortcuts()}>
          Change shortcuts
        </button>
        {isFirefox() && (
          <span class="quiet">Or open about:addons, press the gear, and choose Manage Extension Shortcuts.</span>
        )}
      </div>
      <ClipboardField />
    </Section>
  );
}

/** The keys as they are, read again when the person comes back from the browser's page. */
function useCommands(): Command[] {
  const [commands, setCommands] = useState<Command[]>([]);
  useEffect(() => {
    const read = () => void assigned().then(setCommands);
    read();
    addEventListener('focus', read);
    return () => removeEventListener('focus', read);
  }, []);
  return commands;
}

async function assigned(): Promise<Command[]> {
  const commands = await browser.commands.getAll();
  return commands.map(({ name = '', description, shortcut }) => ({
    name,
    words: description || (name === '_execute_action' ? 'Open the popup' : name),
    keys: shortcut ?? '',
  }));
}

function isFirefox(): boolean {
  return browser.runtime.getURL('').startsWith('moz-extension:');
}

/** Firefox opens no about: page for an extension, but has a call of its own for this one (since 137). */
async function openShortcuts(): Promise<void> {
  if (isFirefox()) await browser.commands.openShortcutSettings();
  else await browser.tabs.create({ url: 'chrome://extensions/shortcuts' });
}
