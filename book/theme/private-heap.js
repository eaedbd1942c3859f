// What the pages do beyond mdBook: copy a command, draw diagrams, open the answers for printing. Without it everything can
// still be read.
'use strict';

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

(function drawDiagrams() {
    const sources = Array.from(document.querySelectorAll('pre.mermaid'));
    if (sources.length === 0) {
        return;
    }

    // Both tones are drawn at once and the style sheet shows one, so that a change of theme, or paper, needs no redrawing.
    const tones = { light: 'neutral', dark: 'dark' };

    async function draw() {
        const fontFamily = getComputedStyle(document.body).fontFamily;
        const drawings = sources.map(() => document.createElement('div'));
        for (const [tone, theme] of Object.entries(tones)) {
            mermaid.initialize({ startOnLoad: false, theme, fontFamily });
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
    script.onload = draw;
    document.head.append(script);
})();

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
