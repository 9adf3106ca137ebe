import '../shared/jitless';
import { createDOMRenderer, RendererProvider } from '@fluentui/react-components';
import { StrictMode } from 'react';
import { createRoot } from 'react-dom/client';
import { App } from './app';
import { HelpAndAbout } from './components/help/help-and-about';
import { Theme } from './theme';

// Set before the first style: the page's policy takes style elements with this load's nonce alone.
const nonce = document.querySelector<HTMLMetaElement>('meta[property="csp-nonce"]')?.nonce ?? '';
const renderer = createDOMRenderer(document, { styleElementAttributes: { nonce } });
const root = document.getElementById('root');

if (root) {
  createRoot(root).render(
    <StrictMode>
      <RendererProvider renderer={renderer}>
        <Theme>
          <HelpAndAbout>
            <App />
          </HelpAndAbout>
        </Theme>
      </RendererProvider>
    </StrictMode>,
  );
}
