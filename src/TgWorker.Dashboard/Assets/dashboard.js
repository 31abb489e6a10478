// All of the dashboard's script: live figures, and copying. Without it the pages are the same, but stand still.
'use strict';

// A page that is watched is sent whole when it has changed; only what differs is put in place. What somebody is just using stays.
const watch = () => {
  const sign = document.getElementById('live');
  let source = null;

  const show = text => {
    sign.hidden = false;
    sign.textContent = text;
    sign.classList.toggle('lost', text !== 'live');
  };

  const isUsed = part => part.contains(document.activeElement) || part.querySelector('details[open]') !== null;

  const take = html => {
    const page = new DOMParser().parseFromString(html, 'text/html');
    for (const part of document.querySelectorAll('[data-live]')) {
      const fresh = page.getElementById(part.id);
      if (fresh && !isUsed(part) && !part.isEqualNode(fresh)) {
        part.replaceWith(document.adoptNode(fresh));
      }
    }
    show('live');
  };

  const begin = () => {
    if (source || document.hidden) {
      return;
    }
    source = new EventSource(location.pathname + location.search);
    source.onmessage = event => take(event.data);
    source.onerror = () => show('not connected');
  };

  const end = () => {
    source?.close();
    source = null;
  };

  // Nobody looks at a hidden tab.
  document.addEventListener('visibilitychange', () => document.hidden ? end() : begin());
  addEventListener('pagehide', end);
  begin();
};

// The clipboard's own way needs https or this machine; the old one works everywhere.
const copy = async button => {
  const text = button.dataset.copy;
  try {
    await navigator.clipboard.writeText(text);
  } catch {
    const field = document.createElement('textarea');
    field.value = text;
    button.after(field);
    field.select();
    document.execCommand('copy');
    field.remove();
  }
  button.textContent = 'Copied';
  button.focus();
};

document.addEventListener('click', event => {
  const button = event.target.closest('button.copy');
  if (button) {
    copy(button);
  }
});

// On a phone the menu is wider than the screen.
const menu = document.querySelector('nav ul');
const here = menu?.querySelector('[aria-current]');
if (here) {
  menu.scrollLeft = here.offsetLeft - menu.offsetLeft - (menu.clientWidth - here.offsetWidth) / 2;
}

if (document.body.hasAttribute('data-watch')) {
  watch();
}
