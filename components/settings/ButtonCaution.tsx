import { Notice } from '../Notice.tsx';

/** What everybody has to know before the yes (rules AE-1 and AE-2). */
export function ButtonCaution() {
  return (
    <Notice
      tone="plain"
      title="Before you turn it on"
      text="AliExpress may see a button that an extension adds to its pages as forbidden by the programme's rules, and your account is at your own risk. Saying no costs you nothing: the toolbar popup does everything."
    />
  );
}
