import { createRoot } from 'react-dom/client';
import { App } from './app/App.tsx';
import { applyStoredTheme } from './app/themeMode.tsx';

applyStoredTheme();
const root = document.getElementById('root');
if (root) createRoot(root).render(<App />);
