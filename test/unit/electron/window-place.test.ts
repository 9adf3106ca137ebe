import { expect, test } from 'vitest';
import { windowPlace } from '../../../electron/shell/window-place';

const left = { x: 0, y: 0, width: 1920, height: 1040 };
const right = { x: 1920, y: 0, width: 2560, height: 1400 };
const usual = { width: 1180, height: 800 };

test('opens where it was, on whichever screen', () => {
  const was = { x: 2000, y: 100, width: 1600, height: 900 };
  expect(windowPlace(was, [left, right])).toEqual(was);
});

test('opens as the first time where its screen is gone', () => {
  expect(windowPlace({ x: 2000, y: 100, width: 1600, height: 900 }, [left])).toEqual(usual);
  expect(windowPlace(null, [left])).toEqual(usual);
  expect(windowPlace({ x: 0, y: 0, width: 1600, height: 900 }, [])).toEqual(usual);
});

test('opens as the first time where nothing of its title bar could be taken hold of', () => {
  expect(windowPlace({ x: 1900, y: 0, width: 1200, height: 800 }, [left])).toEqual(usual);
  expect(windowPlace({ x: 100, y: 1030, width: 1200, height: 800 }, [left])).toEqual(usual);
  expect(windowPlace({ x: 100, y: -20, width: 1200, height: 800 }, [left])).toEqual(usual);
});

test('is no larger than its screen and no smaller than the pages need', () => {
  expect(windowPlace({ x: 0, y: 0, width: 2560, height: 1400 }, [left])).toEqual(left);
  expect(windowPlace({ x: 10, y: 10, width: 300, height: 200 }, [left])).toEqual({
    x: 10,
    y: 10,
    width: 1024,
    height: 720,
  });
});
