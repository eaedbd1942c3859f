// What the pages do beyond mdBook: copy a command, draw diagrams, open the answers for printing, lead back to where one was.
// Without it everything can still be read.
'use strict';

// mdBook's bar is no landmark, its search has no name, and its switch of the sidebar is a label, which the keyboard passes by.
(function mendMenuBar() {
    document.getElementById('mdbook-menu-bar').setAttribute('role', 'banner');
    document.getElementById('mdbook-search-wrapper').setAttribute('role', 'search');
    document.getElementById('mdbook-searchbar').setAttribute('aria-label', 'Search this book');
    const label = document.getElementById('mdbook-sidebar-toggle');
    const checkbox = document.getElementById('mdbook-sidebar-toggle-anchor');
    const button = document.createElement('button');
    button.type = 'button';
    const follow = () => {
        for (const { name, value } of label.attributes) {
            if (name !== 'for') {
                button.setAttribute(name, value);
            }
        }
    };
    follow();
    button.append(...label.childNodes);
    label.replaceWith(button);
    // mdBook still listens to the label, and tells it whether the sidebar is open.
    button.addEventListener('click', () => {
        label.click();
        checkbox.click();
    });
    new MutationObserver(follow).observe(label, { attributes: true });
})();

(function copyCommands() {
    for (const command of document.querySelectorAll('pre.console .command')) {
        const button = document.createElement('button');
        button.type = 'button';
        button.className = 'copy-command';
        button.textContent = 'copy';
        button.setAttribute('aria-label', 'Copy the command');
        command.append(button);
    }
    // mdBook has loaded ClipboardJS. The command alone is copied: no prompt, no output.
    const clipboard = new ClipboardJS('.copy-command', {
        text: (button) => button.closest('.command').dataset.command,
    });
    const tell = (button, word) => {
        button.textContent = word;
        button.setAttribute('aria-label', word);
        setTimeout(() => {
            button.textContent = 'copy';
            button.setAttribute('aria-label', 'Copy the command');
        }, 1500);
    };
    clipboard.on('success', (event) => {
        event.clearSelection();
        tell(event.trigger, 'copied');
    });
    clipboard.on('error', (event) => tell(event.trigger, 'not copied'));
})();

// Fulfilled when the page's diagrams have their height.
const diagramsDrawn = (function drawDiagrams() {
    const sources = Array.from(document.querySelectorAll('pre.mermaid'));
    if (sources.length === 0) {
        return Promise.resolve();
    }

    // Both tones are drawn at once and the style sheet shows one, so that a change of theme, or paper, needs no redrawing.
    // Mermaid's own ground of a dark arrow's words is too light for them.
    const tones = { light: { theme: 'neutral' }, dark: { theme: 'dark', themeVariables: { edgeLabelBackground: '#444' } } };

    async function draw() {
        const fontFamily = getComputedStyle(document.body).fontFamily;
        const drawings = sources.map(() => document.createElement('div'));
        for (const [tone, look] of Object.entries(tones)) {
            mermaid.initialize({ startOnLoad: false, fontFamily, ...look });
            for (const [index, source] of sources.entries()) {
                const { svg } = await mermaid.render(`diagram-${tone}-${index}`, source.textContent);
                const drawing = document.createElement('div');
                drawing.className = tone;
                drawing.innerHTML = svg;
                drawings[index].append(drawing);
            }
        }
        for (const [index, source] of sources.entries()) {
            drawings[index].className = 'diagram';
            source.replaceWith(drawings[index]);
        }
    }

    const script = document.createElement('script');
    script.src = `${path_to_root}mermaid.min.js`;
    document.head.append(script);
    return new Promise((resolve, reject) => {
        script.onload = resolve;
        script.onerror = reject;
    }).then(draw);
})();

// What is wider than its place scrolls, and the keyboard can scroll only what it reaches.
diagramsDrawn.finally(function reachScrollers() {
    const observer = new ResizeObserver((entries) => {
        for (const { target } of entries) {
            if (target.scrollWidth > target.clientWidth) {
                target.tabIndex = 0;
            } else {
                target.removeAttribute('tabindex');
            }
        }
    });
    for (const element of document.querySelectorAll('main pre > code, main .table-wrapper, main .diagram')) {
        observer.observe(element);
    }
});

(function openForPrinting() {
    let opened = [];
    window.addEventListener('beforeprint', () => {
        opened = Array.from(document.querySelectorAll('details:not([open])'));
        opened.forEach((details) => { details.open = true; });
    });
    window.addEventListener('afterprint', () => {
        opened.forEach((details) => { details.open = false; });
    });
})();

(function continueReading() {
    // Another visit begins where the tab's own memory is empty. Either memory may be closed to us: then nothing is remembered.
    let place, here, isReturn, wanted;
    const root = new URL(path_to_root || './', location.href).href;
    try {
        here = decodeURI(location.href.split(/[?#]/)[0]).slice(decodeURI(root).length);
        place = JSON.parse(localStorage.getItem('private-heap-place'));
        isReturn = sessionStorage.getItem('private-heap-visit') === null;
        wanted = sessionStorage.getItem('private-heap-wanted');
        sessionStorage.setItem('private-heap-visit', 'yes');
        sessionStorage.removeItem('private-heap-wanted');
    } catch {
        return;
    }

    if (wanted !== null) {
        // What stands above has its height by then.
        window.addEventListener('load', async () => {
            await diagramsDrawn;
            scrollTo({ top: Number(wanted), behavior: 'instant' });
        });
    }
    if (isReturn && place && place.page !== here) {
        offer(place);
    }

    // A page that is printed or not found is no place to come back to.
    const heading = document.querySelector('main h1');
    if (heading && !/^(print|404)\.html$/.test(here)) {
        const remember = () => {
            const now = { page: here, title: heading.textContent.trim(), top: Math.round(scrollY) };
            localStorage.setItem('private-heap-place', JSON.stringify(now));
        };
        window.addEventListener('pagehide', remember);
        // A phone may end a page that is out of sight without another word.
        document.addEventListener('visibilitychange', () => document.hidden && remember());
    }

    // It stands over the page, so that nothing moves, and comes first for the keyboard.
    function offer({ page, title, top }) {
        const offer = document.createElement('aside');
        offer.className = 'resume';
        offer.setAttribute('aria-label', 'Where you were');
        const link = document.createElement('a');
        link.href = new URL(page, root).href;
        link.textContent = `Continue where you were: ${title}`;
        link.addEventListener('click', () => sessionStorage.setItem('private-heap-wanted', top));
        const close = document.createElement('button');
        close.type = 'button';
        close.textContent = '×';
        close.setAttribute('aria-label', 'Stay here');
        close.addEventListener('click', () => offer.remove());
        offer.append(link, close);
        document.body.prepend(offer);
    }
})();
