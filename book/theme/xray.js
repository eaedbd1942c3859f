// The player: the reader steps through a program and sees its source, frames, heap and pools. It goes nowhere by itself.
'use strict';

class XrayPlayer {
    // Pixels between the frames and the heap, and the least that the frames take beside it.
    static BETWEEN = 44;
    static FRAMES = 150;
    // Pixels of a frame's name with its edges, of a slot, and between two frames; the style sheet has the same.
    static FRAME = { name: 26, slot: 24, after: 8 };
    // Pixels of the source's left edge, and of a character.
    static SOURCE = { edge: 92, character: 7.9 };
    // Lines that are kept free for the sentence, at most.
    static SENTENCE = 5;

    constructor(figure) {
        const data = JSON.parse(figure.querySelector('script').textContent);
        this.figure = figure;
        this.name = figure.dataset.xray;
        this.trace = new XrayTrace(data);
        this.chosen = null;
        this.build(data.pools);
        this.listen();
        this.arrange();
        this.show(this.linked() ?? data.step);
        if (this.linked() !== null) {
            figure.scrollIntoView();
        }
        new ResizeObserver(() => this.arrange()).observe(this.root);
    }

    // --- Elements, made once ---

    build(hasPools) {
        const { html } = xrayElements;
        const { trace } = this;
        this.heap = new XrayHeap(trace, this.name);
        this.buttons = ['first', 'previous', 'next', 'last'].map((word) => html('button', { type: 'button', class: `xray-${word}` }, word));
        this.range = html('input', { type: 'range', class: 'xray-step', min: 0, max: trace.last, 'aria-label': 'Step' });
        this.counter = html('span', { class: 'xray-counter' });
        this.say = html('p', { class: 'xray-say', 'aria-live': 'polite' });
        this.source = html('div', { class: 'xray-source hljs', tabindex: 0, role: 'group', 'aria-label': 'Source' }, this.listing());
        this.frames = html('div', { class: 'xray-frames', role: 'group', 'aria-label': 'Frames' });
        this.changes = html('ul', { 'aria-label': 'What changed' });
        this.output = html('pre', { class: 'xray-output', tabindex: 0, role: 'group', 'aria-label': 'Printed so far' });
        this.pools = html('ul', { class: 'xray-pools', 'aria-label': 'Blocks in use in each pool' });
        this.pools.hidden = !hasPools;
        this.details = html('div', { class: 'xray-details' });
        this.rows = html('tbody');
        const headings = ['object', 'count', 'value', 'holds', 'held by', 'state'].map((word) => html('th', { scope: 'col' }, word));
        this.table = html('details', { class: 'xray-table' }, html('summary', {}, 'The heap as a table'),
            html('div', { class: 'table-wrapper', tabindex: 0, role: 'group', 'aria-label': 'The heap as a table' },
                html('table', {}, html('thead', {}, html('tr', {}, ...headings)), this.rows)));
        this.root = html('div', { class: 'xray-player', role: 'group', 'aria-label': `The program ${this.name}, step by step` },
            html('div', { class: 'xray-controls' }, ...this.buttons, this.counter, html('div', { class: 'xray-timeline' }, this.range, this.marks())),
            this.say,
            html('div', { class: 'xray-stage' }, this.source, this.frames, this.heap.element),
            html('div', { class: 'xray-changes' }, html('p', {}, 'What changed'), this.changes),
            this.output, this.pools, this.details, this.table);
        this.figure.prepend(this.root);
    }

    // The source, in the colours of mdBook's highlighter where that is there; its state carries a string from line to line.
    listing() {
        const { html } = xrayElements;
        let state;
        this.lines = this.trace.source.map((line) => {
            const code = html('code', {}, line);
            if (window.hljs) {
                const result = hljs.highlight('python', line, true, state);
                state = result.top;
                code.innerHTML = result.value;
            }
            return html('li', {}, html('span', { class: 'xray-mark' }), code);
        });
        return html('ol', {}, ...this.lines);
    }

    // Under the timeline: where objects die, and where the collector works.
    marks() {
        const { html } = xrayElements;
        const marks = this.trace.steps.flatMap(({ freed, event }, index) => {
            const mark = freed?.length ? '†' : event === 'collection' ? '↻' : null;
            return mark ? [html('span', { style: `--at: ${index / Math.max(this.trace.last, 1)}` }, mark)] : [];
        });
        return html('div', { class: 'xray-marks', 'aria-hidden': 'true' }, ...marks);
    }

    // Text whose code stands between backquotes.
    static marked(text) {
        return text.split('`').map((part, index) => (index % 2 ? xrayElements.html('code', {}, part) : part));
    }

    // --- Where things stand ---

    arrange() {
        const width = this.root.clientWidth;
        if (width === this.width) {
            return;
        }
        this.width = width;
        const { edge, character } = XrayPlayer.SOURCE;
        const source = edge + character * Math.max(...this.trace.source.map((line) => line.length));
        const [wide] = this.trace.heap.wide;
        const room = width - wide - XrayPlayer.BETWEEN;
        this.root.dataset.mode = room >= source ? 'beside' : room >= XrayPlayer.FRAMES ? 'side' : 'stacked';
        this.heap.arrange(width < wide ? 'narrow' : 'wide');
        this.reserve();
        if (this.step !== undefined) {
            this.drawArrows();
        }
    }

    // Room for long sentences and for the most frames, so that nothing moves from step to step.
    reserve() {
        const { name, slot, after } = XrayPlayer.FRAME;
        const heights = this.trace.states.map(({ frames }) => frames.reduce((sum, { slots }) => sum + name + slot * slots.length + after, 0));
        this.frames.style.minHeight = `${Math.max(...heights)}px`;
        const shown = [...this.say.childNodes];
        this.say.style.minHeight = '';
        this.say.replaceChildren('.');
        const line = this.say.offsetHeight;
        const longest = this.trace.steps.reduce((a, b) => (b.say.length > a.say.length ? b : a));
        this.say.replaceChildren(...XrayPlayer.marked(longest.say));
        this.say.style.minHeight = `${Math.min(this.say.offsetHeight, XrayPlayer.SENTENCE * line)}px`;
        this.say.replaceChildren(...shown);
    }

    // --- A step ---

    show(step) {
        const { setText } = xrayElements;
        const focused = this.root.contains(document.activeElement) ? document.activeElement : null;
        this.step = step;
        [this.now, this.before] = [this.trace.states[step], this.trace.states[step - 1]];
        const { say, line, next } = this.trace.steps[step];
        const { last } = this.trace;
        this.range.value = step;
        setText(this.counter, `step ${step} of ${last}`);
        this.range.setAttribute('aria-valuetext', `step ${step} of ${last}`);
        this.buttons.forEach((button, index) => button.setAttribute('aria-disabled', step === (index < 2 ? 0 : last)));
        this.say.replaceChildren(...XrayPlayer.marked(say));
        this.markLines(line, next);
        this.drawFrames();
        this.heap.draw(this.now, this.before);
        this.drawArrows();
        this.drawChanges();
        setText(this.output, this.now.printed);
        this.output.hidden = this.now.printed === '';
        this.drawPools();
        this.drawDetails();
        this.drawTable();
        this.keepFocus(focused);
    }

    // Keys go on working when a step takes away what had the focus.
    keepFocus(focused) {
        if (focused && (!focused.isConnected || focused.hasAttribute('hidden'))) {
            const same = focused.dataset.slot && this.frames.querySelector(`button[data-slot="${focused.dataset.slot}"]`);
            (same || this.range).focus({ preventScroll: true });
        }
    }

    markLines(line, next) {
        const { setText } = xrayElements;
        this.lines.forEach((element, index) => {
            const [ran, runs] = [index + 1 === line, index + 1 === next];
            element.classList.toggle('xray-ran', ran);
            element.classList.toggle('xray-runs', runs);
            setText(element.firstChild, ran && runs ? 'again' : ran ? 'ran' : runs ? 'next' : '');
        });
        const shown = this.lines[(line ?? next) - 1];
        const { clientHeight, scrollTop } = this.source;
        if (shown && (shown.offsetTop < scrollTop || shown.offsetTop + 2 * shown.offsetHeight > scrollTop + clientHeight)) {
            this.source.scrollTop = shown.offsetTop - clientHeight / 2;
        }
    }

    drawFrames() {
        const { html } = xrayElements;
        this.slots = this.trace.slots(this.now, this.before);
        const sections = this.now.frames.map((frame) => {
            const slots = this.slots.filter((slot) => slot.frame === frame).map((slot, index) => {
                slot.element = this.slot(slot, `${frame.id}.${index}`);
                return html('li', {}, slot.element);
            });
            return html('section', { class: 'xray-frame' }, html('p', {}, frame.name), html('ul', {}, ...slots));
        });
        this.frames.replaceChildren(...sections);
    }

    slot({ name, held, kind, changed }, key) {
        const { html } = xrayElements;
        const words = this.trace.nameOf(held);
        const label = kind === 'cell' ? `${name} (cell)` : name;
        const children = [html('span', {}, label), html('span', { class: 'xray-held' }, words)];
        const className = `xray-slot${changed ? ' xray-changed' : ''}`;
        return typeof held === 'number'
            ? html('button', { type: 'button', class: className, 'data-to': held, 'data-slot': key, 'aria-label': `${label}: ${words}` }, ...children)
            : html('span', { class: className }, ...children);
    }

    drawArrows() {
        const beside = this.root.dataset.mode === 'stacked' ? [] : this.slots.filter(({ held }) => typeof held === 'number');
        this.heap.drawArrows(this.now, this.before, beside);
        this.light(this.chosen);
    }

    // Lights an object and whoever holds it.
    light(object) {
        this.lit = object;
        this.slots.forEach(({ element, held }) => element.classList.toggle('xray-lit', object !== null && held === object));
        this.heap.light(object, this.now);
    }

    drawChanges() {
        const { html } = xrayElements;
        const changes = this.trace.changes(this.now, this.before);
        const items = changes.length ? changes : ['nothing that is drawn'];
        this.changes.replaceChildren(...items.map((item) => html('li', {}, ...XrayPlayer.marked(item))));
    }

    drawPools() {
        const { html } = xrayElements;
        this.pools.replaceChildren(...this.now.pools.map((used, index) => {
            const { block, capacity } = this.trace.pools[index];
            const old = this.before?.pools[index] ?? used;
            const bar = html('span', { class: 'xray-bar', style: `--full: ${used / capacity}`, 'aria-hidden': 'true' });
            const count = old === used ? used : `${old} → ${used}`;
            return html('li', old === used ? {} : { class: 'xray-changed' },
                `pool ${index}, blocks of ${block} bytes: ${count} of ${capacity} in use`, bar);
        }));
    }

    drawDetails() {
        const { html } = xrayElements;
        this.heap.press(this.chosen);
        const object = this.now.objects[this.chosen];
        if (!object) {
            const crowd = this.heap.isCrowded ? 'There are too many arrows to draw at once. ' : '';
            const what = crowd ? 'its arrows, its bytes' : 'its bytes';
            this.details.replaceChildren(html('p', {}, `${crowd}Choose an object to see ${what}, its block, its pool, and who holds it.`));
            return;
        }
        const { trace, chosen, now } = this;
        const isFreed = object.state === 'freed';
        const held = isFreed ? [] : object.edges.filter(([, to]) => typeof to === 'number');
        const [weak, strong] = [held.filter(([,, kind]) => kind), held.filter(([,, kind]) => !kind)]
            .map((edges) => edges.map(([label, to]) => [`${label}: ${trace.nameOf(to)}`, to]));
        const references = trace.weakReferences(chosen, now);
        this.details.replaceChildren(
            html('p', {}, html('b', {}, trace.nameOf(chosen)), ` ${object.text}`),
            html('p', {}, this.facts(object, isFreed)),
            this.links('Held by', trace.holders(chosen, now)),
            ...(references.length ? [this.links('Weak references to it', references)] : []),
            this.links('Holds', strong),
            ...(weak.length ? [this.links('Refers weakly to', weak)] : []),
            ...(isFreed ? [] : [this.bytes()]));
    }

    // The chosen object's bytes, as `xray.bytes` prints them.
    bytes() {
        const { html } = xrayElements;
        const headings = ['offset', 'bytes', 'field', 'says'].map((word) => html('th', { scope: 'col' }, word));
        const rows = this.trace.bytes(this.chosen, this.step).map(({ offset, bytes, field, says, changed }) =>
            html('tr', changed ? { class: 'xray-changed' } : {},
                html('td', {}, offset < 0 ? `${offset}` : `+${offset}`), html('td', {}, html('code', {}, bytes)),
                html('th', { scope: 'row' }, field), html('td', {}, says)));
        return html('div', { class: 'table-wrapper xray-bytes', tabindex: 0, role: 'group', 'aria-label': 'Its bytes' },
            html('table', {}, html('thead', {}, html('tr', {}, ...headings)), html('tbody', {}, ...rows)));
    }

    facts(object, isFreed) {
        const { address, size, block, pool } = this.trace.objects[this.chosen];
        const place = `a block of ${block} bytes at ${address}, ${pool === undefined ? 'outside the pools' : `in pool ${pool}`}`;
        if (isFreed) {
            return `Freed. It stood in ${place}.`;
        }
        const generation = object.generation === null ? 'The collector does not track it.' : `It is in generation ${object.generation}.`;
        return `Count ${object.count}. Its size is ${object.size ?? size} bytes; it stands in ${place}. ${generation}`;
    }

    links(title, items) {
        const { html } = xrayElements;
        const list = items.map(([words, to]) =>
            html('li', {}, to === undefined ? words : html('button', { type: 'button', class: 'xray-choose', 'data-to': to }, words)));
        return html('div', {}, html('p', {}, `${title}:`), html('ul', {}, ...(list.length ? list : [html('li', {}, 'nothing that is drawn')])));
    }

    drawTable() {
        const { html } = xrayElements;
        if (!this.table.open) {
            return;
        }
        this.rows.replaceChildren(...this.now.tenants.map((index) => {
            const { count, text, edges, more, state } = this.now.objects[index];
            const holds = edges.map(([label, held, kind]) => `${label}: ${kind ? `${kind} ` : ''}${this.trace.nameOf(held)}`)
                .concat(more > 0 ? [`${more} more`] : []);
            const holders = [...this.trace.holders(index, this.now), ...this.trace.weakReferences(index, this.now).map(([words]) => [`weak ${words}`])]
                .map(([words]) => words);
            const cells = state === 'freed' ? ['', text, '', '', state] : [count, text, holds.join(', '), holders.join(', '), state];
            return html('tr', {}, html('th', { scope: 'row' }, this.trace.nameOf(index)), ...cells.map((cell) => html('td', {}, `${cell}`)));
        }));
    }

    // --- The reader ---

    listen() {
        const { root } = this;
        const [first, previous, next, last] = [() => 0, () => this.step - 1, () => this.step + 1, () => this.trace.last];
        const page = Math.max(2, Math.round(this.trace.last / 10));
        const keys = { Home: first, ArrowLeft: previous, ArrowRight: next, End: last, PageUp: () => this.step - page, PageDown: () => this.step + page };
        this.buttons.forEach((button, index) => button.addEventListener('click', () => this.go([first, previous, next, last][index]())));
        this.range.addEventListener('input', () => this.go(Number(this.range.value)));
        root.addEventListener('keydown', (event) => {
            const card = event.target.closest('.xray-card');
            if (event.altKey || event.ctrlKey || event.metaKey || event.shiftKey) {
                return;
            } else if (keys[event.key]) {
                this.go(keys[event.key]());
            } else if (card && (event.key === 'Enter' || event.key === ' ')) {
                this.choose(Number(card.dataset.object));
            } else {
                return;
            }
            // mdBook would turn the page.
            event.stopPropagation();
            event.preventDefault();
        });
        const objectAt = (element) => {
            const { object, to } = element.closest('[data-object], [data-to]')?.dataset ?? {};
            return object ?? to ?? null;
        };
        root.addEventListener('click', ({ target }) => {
            const object = objectAt(target);
            if (object !== null) {
                this.choose(Number(object));
            }
        });
        const lightAt = ({ target }) => {
            const object = objectAt(target);
            const wanted = object === null ? this.chosen : Number(object);
            if (wanted !== this.lit) {
                this.light(wanted);
            }
        };
        root.addEventListener('pointerover', lightAt);
        root.addEventListener('focusin', lightAt);
        root.addEventListener('pointerleave', () => this.light(this.chosen));
        this.table.addEventListener('toggle', () => this.drawTable());
        window.addEventListener('hashchange', () => {
            const step = this.linked();
            if (step !== null) {
                this.show(step);
                this.figure.scrollIntoView();
            }
        });
    }

    // The reader's own step. The address follows when the reader rests: browsers allow few changes of it in a second.
    go(step) {
        const wanted = Math.min(Math.max(step, 0), this.trace.last);
        if (wanted !== this.step) {
            this.show(wanted);
            clearTimeout(this.timer);
            this.timer = setTimeout(() => history.replaceState(null, '', `#xray-${this.name}-step-${this.step}`), 200);
        }
    }

    // Shows an object's details, or hides them again; a button among the details leads to the object itself.
    choose(object) {
        const fromDetails = this.details.contains(document.activeElement);
        this.chosen = this.chosen === object && !fromDetails ? null : object;
        this.drawDetails();
        this.light(this.chosen);
        if (fromDetails) {
            this.heap.cards[object].group.focus();
        }
    }

    // The step that the page's address names, if it is one of this player.
    linked() {
        const [player, step] = location.hash.split('-step-');
        const isOurs = player === `#xray-${this.name}` && Number(step) <= this.trace.last;
        return isOurs ? Number(step) : null;
    }
}

for (const figure of document.querySelectorAll('figure.xray')) {
    try {
        figure.player = new XrayPlayer(figure);
    } catch (error) {
        // The pictures for readers without JavaScript serve here too.
        figure.classList.add('xray-failed');
        console.error(error);
    }
}
