import * as z from 'zod';
import { succeeded } from './envelope.ts';
import { defineMethod } from './method.ts';
import { WireCount, WireList } from './wire.ts';

export interface Category {
  readonly id: number;
  readonly name: string;
  readonly parent: { readonly id: number; readonly name: string };
  /** What its products are called. */
  readonly things: readonly string[];
}

const TREE: readonly [id: number, name: string, children: Readonly<Record<string, readonly string[]>>][] = [
  [
    44,
    'Consumer Electronics',
    {
      'Earphones & Headphones': ['Bluetooth Earphones', 'Over-Ear Headphones', 'Earphone Case'],
      'Smart Watches': ['Smart Watch', 'Fitness Band', 'Watch Strap'],
      Cameras: ['Action Camera', 'Camera Tripod', 'Lens Filter'],
    },
  ],
  [
    7,
    'Computer & Office',
    {
      Peripherals: ['Mechanical Keyboard', 'Wireless Mouse', 'USB Hub'],
      Storage: ['Memory Card', 'SSD Enclosure', 'Card Reader'],
      'Office Supplies': ['Desk Lamp', 'Notebook', 'Label Printer'],
    },
  ],
  [
    509,
    'Phones & Telecommunications',
    {
      'Phone Cases': ['Silicone Phone Case', 'Magnetic Phone Case', 'Wallet Phone Case'],
      'Chargers & Cables': ['USB-C Cable', 'GaN Charger', 'Power Bank'],
    },
  ],
  [
    15,
    'Home & Garden',
    {
      Kitchen: ['Coffee Grinder', 'Silicone Baking Mat', 'Knife Sharpener'],
      'Home Decor': ['LED Strip', 'Wall Clock', 'Storage Basket'],
      'Garden Supplies': ['Watering Timer', 'Solar Garden Light', 'Pruning Shears'],
    },
  ],
  [
    18,
    'Sports & Entertainment',
    {
      Camping: ['Camping Lantern', 'Folding Chair', 'Sleeping Mat'],
      Cycling: ['Bike Light', 'Bicycle Pump', 'Cycling Gloves'],
      Fishing: ['Fishing Reel', 'Fishing Line', 'Lure Set'],
    },
  ],
  [
    26,
    'Toys & Hobbies',
    {
      'Building Toys': ['Building Blocks', 'Wooden Puzzle', 'Model Kit'],
      'Remote Control': ['RC Car', 'Mini Drone', 'RC Boat'],
    },
  ],
];

/** Second-level categories; products belong to these. The ids of first-level categories are real, the others are not. */
export const CATEGORIES: readonly Category[] = TREE.flatMap(([id, name, children]) =>
  Object.entries(children).map(([childName, things], index) => ({
    id: id * 100_000 + index + 1,
    name: childName,
    parent: { id, name },
    things,
  })),
);

/** `aliexpress.affiliate.category.get`: the whole tree; a first-level category has no parent_category_id. */
export const categoryGet = defineMethod({
  package: 'standard',
  params: z.object({}),
  answer: () => {
    const firsts = TREE.map(([id, name]) => ({ category_id: id, category_name: name }));
    const seconds = CATEGORIES.map(({ id, name, parent }) => ({
      category_id: id,
      category_name: name,
      parent_category_id: parent.id,
    }));
    return succeeded({
      total_result_count: new WireCount(firsts.length + seconds.length),
      categories: new WireList('category', [...firsts, ...seconds]),
    });
  },
});
