import { cleanup, fireEvent, render, screen } from '@testing-library/preact';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { Welcome } from '../../../entrypoints/welcome/Welcome.tsx';
import { done } from '../../../lib/contract/outcome.ts';
import { ALIEXPRESS_ORIGINS } from '../../../lib/product/hosts.ts';
import { fakeBackground, fakePermissions } from '../../support/fake-background.ts';

afterEach(cleanup);

const LINK = 'https://links.example.org/#pair=ABCD-EFGH';
const pairing = { publicUrl: 'https://links.example.org', name: 'laptop', access: null };

async function show(isGranted = true) {
  const { asked } = fakePermissions(isGranted);
  const switched: boolean[] = [];
  const redeem = vi.fn(async () => done(pairing));
  fakeBackground({
    'pairing.read': async () => done(null),
    'pairing.redeem': redeem,
    'button.read': async () => done({ on: false, granted: false }),
    'button.switch': async ({ on }) => {
      switched.push(on);
      return done({ on, granted: on });
    },
  });
  render(<Welcome />);
  await screen.findByLabelText('Pairing link');
  return { asked, switched, redeem };
}

const press = (name: string) => fireEvent.click(screen.getByRole('button', { name }));

describe('the question about the button', () => {
  it('is asked with the caution in sight, and yes and no look alike', async () => {
    await show();
    expect(screen.getByText(/forbidden by the programme's rules/)).toBeTruthy();
    const [yes, no] = ['Yes, show the button', 'No, thanks'].map((name) => screen.getByRole('button', { name }));
    expect(no?.className).toBe(yes?.className);
  });

  it('asks for nothing and turns nothing on without an answer, nor after a no', async () => {
    const { asked, switched } = await show();
    expect(switched).toEqual([]);
    press('No, thanks');
    await screen.findByText(/stays off and nothing of Waybill runs/);
    expect(asked).toEqual([]);
    expect(switched).not.toContain(true);
  });

  it('turns the button on after a yes to the browser as well', async () => {
    const { asked, switched } = await show();
    press('Yes, show the button');
    await screen.findByText(/The button is on\./);
    expect(asked).toEqual([[...ALIEXPRESS_ORIGINS]]);
    expect(switched).toEqual([true]);
  });

  it('says that the button stays off when the browser is told no', async () => {
    const { switched } = await show(false);
    press('Yes, show the button');
    await screen.findByText(/so the button stays off/);
    expect(switched).toEqual([]);
  });

  it('asks in one prompt for the backend too, when its link is there already', async () => {
    const { asked } = await show();
    fireEvent.input(screen.getByLabelText('Pairing link'), { target: { value: LINK } });
    press('Yes, show the button');
    await screen.findByText(/The button is on\./);
    expect(asked).toEqual([[...ALIEXPRESS_ORIGINS, 'https://links.example.org/*']]);
  });
});

describe('pairing', () => {
  it('asks for the one host of the backend and shows what came of it', async () => {
    const { asked, redeem } = await show();
    fireEvent.input(screen.getByLabelText('Pairing link'), { target: { value: LINK } });
    press('Pair');
    await screen.findByText('Paired as');
    expect(asked).toEqual([['https://links.example.org/*']]);
    expect(redeem).toHaveBeenCalledOnce();
  });

  it('asks for nothing when the link is none', async () => {
    const { asked } = await show();
    fireEvent.input(screen.getByLabelText('Pairing link'), { target: { value: 'ABCD-EFGH' } });
    press('Pair');
    await screen.findByText('This is not a pairing link.');
    expect(asked).toEqual([]);
  });
});

it('says what is sent and what not, for whom links are, and who earns nothing from them', async () => {
  await show();
  expect(screen.getByText(/sends the plain address of the product to your own backend/)).toBeTruthy();
  expect(screen.getByText(/Nothing is sent before you press/)).toBeTruthy();
  expect(screen.getByText(/not for you, your friends, relatives or colleagues/)).toBeTruthy();
  expect(screen.getByText(/The people who make Waybill get nothing/)).toBeTruthy();
  expect(screen.getByText('npm ci && npm start')).toBeTruthy();
});
