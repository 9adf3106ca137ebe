// @vitest-environment happy-dom
import { act, screen } from '@testing-library/react';
import { afterEach, expect, it, vi } from 'vitest';
import { ScrollBox } from '../../../renderer/components/scroll-box';
import { draw } from './page';

afterEach(() => vi.unstubAllGlobals());

it('is a stop for the keyboard, with a name, as long as something of it does not show', () => {
  const observers: (() => void)[] = [];
  class Observer {
    constructor(onResize: () => void) {
      observers.push(onResize);
    }
    observe = vi.fn();
    disconnect = vi.fn();
  }
  vi.stubGlobal('ResizeObserver', Observer);
  draw(
    <ScrollBox name="The table">
      <i>wide</i>
    </ScrollBox>,
  );
  const box = screen.getByText('wide').parentElement;
  if (!box) throw new Error('It is drawn.');
  const resize = (content: number, room: number) => {
    Object.defineProperties(box, {
      scrollWidth: { value: content, configurable: true },
      clientWidth: { value: room, configurable: true },
    });
    act(() => observers.forEach((onResize) => onResize()));
  };
  resize(500, 500);
  expect(box.hasAttribute('tabindex')).toBe(false);
  expect(screen.queryByRole('group')).toBeNull();
  resize(900, 500);
  expect(screen.getByRole('group', { name: 'The table' }).tabIndex).toBe(0);
  resize(500, 500);
  expect(screen.queryByRole('group')).toBeNull();
});
