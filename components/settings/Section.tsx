import type { ComponentChildren } from 'preact';

type Props = { id: string; title: string; lead?: ComponentChildren; children: ComponentChildren };

/** One part of a page, under the heading that the navigation leads to. */
export function Section({ id, title, lead, children }: Props) {
  return (
    <section id={id} aria-labelledby={`${id}-title`}>
      <div class="section-head">
        <h2 id={`${id}-title`}>{title}</h2>
        {lead && <p class="lead">{lead}</p>}
      </div>
      {children}
    </section>
  );
}
