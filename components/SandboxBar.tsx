/** Everything made in sandbox mode carries this mark. */
export function SandboxBar() {
  return (
    <p class="sandbox">
      <strong>Sandbox: earns nothing.</strong> Links lead nowhere until the backend has real credentials.
    </p>
  );
}
