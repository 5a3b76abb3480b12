import { render } from 'preact';
import 'slack-blocks-to-jsx/dist/style.css';
import './tokens.css';
import './top-bar.css';
import './slack.css';
import './modal.css';
import './library.css';
import './board.css';
import './ledger.css';
import { Stage } from './stage';
import { followColourScheme } from './colour-scheme';

followColourScheme();
const root = document.getElementById('stage');
if (root) {
  root.replaceChildren();
  render(<Stage />, root);
}
