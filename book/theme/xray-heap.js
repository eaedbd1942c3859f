// The player's heap: a card an object, at its place for the whole trace, and arrows from whoever holds it. Elements are made
// once; a step touches those that differ.
'use strict';

const xrayElements = {
    make(namespace, tag, attributes, children) {
        const element = document.createElementNS(namespace, tag);
        for (const [name, value] of Object.entries(attributes)) {
            element.setAttribute(name, value);
        }
        element.append(...children);
        return element;
    },

    html: (tag, attributes = {}, ...children) => xrayElements.make('http://www.w3.org/1999/xhtml', tag, attributes, children),

    svg: (tag, attributes = {}, ...children) => xrayElements.make('http://www.w3.org/2000/svg', tag, attributes, children),

    setText(element, text) {
        if (element.textContent !== text) {
            element.textContent = text;
        }
    },
};

class XrayHeap {
    // Arrows that are drawn at once; of more, only those of one object and the new ones, and the numbers in the rows say the rest.
    static ARROWS = { wide: 25, narrow: 12 };
    // Characters that fit into a card: its type beside its count, a value, a row's label.
    static TYPE = 12;
    static VALUE = 20;
    static LABEL = 11;

    constructor(trace, name) {
        this.trace = trace;
        this.hatching = `xray-${name}-hatching`;
        this.cards = trace.objects.map((object, index) => this.card(object, index));
        this.arrows = xrayElements.svg('g', { class: 'xray-arrows' });
        this.element = xrayElements.svg('svg', { class: 'xray-heap', role: 'group', 'aria-label': 'Heap' },
            this.pattern(), this.arrows, ...this.cards.map(({ group }) => group));
    }

    pattern() {
        const { svg } = xrayElements;
        const attributes = { id: this.hatching, width: 6, height: 6, patternUnits: 'userSpaceOnUse', patternTransform: 'rotate(45)' };
        return svg('defs', {}, svg('pattern', attributes, svg('path', { d: 'M0 0V6', class: 'xray-hatch' })));
    }

    card(object, index) {
        const { svg } = xrayElements;
        const [header, row] = this.trace.routes.rows;
        const width = this.trace.places[object.place].wide[2];
        const text = (x, y, name) => svg('text', { x, y, class: `xray-${name}` });
        const parts = {
            box: svg('rect', { width, rx: 4 }),
            type: text(8, 15, 'type'),
            count: text(width - 8, 15, 'count xray-end'),
            value: text(8, header + 12, 'value'),
            gcRefs: text(6, -5, 'word'),
            word: text(width - 6, -5, 'word xray-end'),
        };
        parts.type.textContent = XrayHeap.cut(`#${index + 1} ${object.type}`, XrayHeap.TYPE);
        const group = svg('g', { class: 'xray-card', tabindex: 0, role: 'button', 'data-object': index, hidden: '' }, ...Object.values(parts));
        const rows = [];
        const rowAt = (number) => {
            if (!rows[number]) {
                const y = header + row * (number + 1) + 12;
                rows[number] = [text(8, y, 'label'), text(width - 8, y, 'held xray-end')];
                group.append(...rows[number]);
            }
            return rows[number];
        };
        return { ...parts, group, rows, rowAt };
    }

    static cut(text, length) {
        return text.length > length ? `${text.slice(0, length - 1)}…` : text;
    }

    // Puts everything at its place in a layout of the trace: `wide` or `narrow`.
    arrange(layout) {
        this.layout = layout;
        const [width, height] = this.trace.heap[layout];
        for (const [name, value] of Object.entries({ width, height, viewBox: `0 0 ${width} ${height}` })) {
            this.element.setAttribute(name, value);
        }
        this.cards.forEach(({ group }, index) => {
            const [x, y] = this.trace.places[this.trace.objects[index].place][layout];
            group.setAttribute('transform', `translate(${x} ${y})`);
        });
    }

    draw(now, before) {
        this.cards.forEach((card, index) => {
            const stands = now.objects[index] && now.tenants[this.trace.objects[index].place] === index;
            card.group.toggleAttribute('hidden', !stands);
            if (stands) {
                this.drawState(card, index, now, before);
                this.drawContents(card, index, now.objects[index]);
            }
        });
    }

    // What also depends on the step before.
    drawState(card, index, now, before) {
        const { setText } = xrayElements;
        const [object, old] = [now.objects[index], before?.objects[index]];
        const gcRefs = now.gcRefs[index];
        const changed = before !== undefined && (object !== old || gcRefs !== before.gcRefs[index]);
        card.group.classList.toggle('xray-changed', changed);
        const word = changed && !old ? 'new' : object.state !== 'live' ? object.state : changed ? 'changed' : '';
        setText(card.word, word === 'freed' ? 'freed †' : word);
        setText(card.gcRefs, gcRefs === undefined ? '' : `gc_refs ${gcRefs}`);
        const count = old && old.count !== object.count ? `${old.count} → ${object.count}` : `count ${object.count}`;
        setText(card.count, object.state === 'freed' ? '' : count);
    }

    drawContents(card, index, object) {
        if (card.shown === object) {
            return;
        }
        card.shown = object;
        const { setText } = xrayElements;
        const { VALUE, LABEL, cut } = XrayHeap;
        const isFreed = object.state === 'freed';
        Object.assign(card.group.dataset, { count: object.count, state: object.state });
        card.box.setAttribute('style', isFreed ? `fill: url(#${this.hatching})` : '');
        setText(card.value, cut(object.text, VALUE));
        const rows = object.edges.map(([label, held, kind]) => {
            const shortened = cut(label, LABEL);
            const words = typeof held === 'number' ? `#${held + 1}` : cut(held, VALUE - 1 - shortened.length);
            return [shortened, kind ? `${kind} ${words}` : words];
        });
        if (object.more > 0) {
            rows.push([`… ${object.more} more`, '']);
        }
        rows.forEach((words, number) => card.rowAt(number).forEach((element, part) => setText(element, words[part])));
        card.rows.slice(rows.length).flat().forEach((element) => setText(element, ''));
        const [header, row] = this.trace.routes.rows;
        card.box.setAttribute('height', header + row * (1 + rows.length));
    }

    // The arrows: from rows, and from the slots that have an element beside the heap.
    drawArrows(now, before, slots) {
        const places = this.trace.objects;
        const arrows = this.trace.references(now).map(({ from, row, to, isWeak }) => ({
            from, to, isWeak,
            path: this.trace.routes[this.layout][`${places[from].place}.${row}.${places[to].place}`],
            state: now.objects[from].state,
            changed: before !== undefined && before.objects[from]?.edges[row]?.[1] !== to,
        }));
        const { left, top } = this.element.getBoundingClientRect();
        for (const { element, held, changed } of slots) {
            const box = element.getBoundingClientRect();
            const [x, y] = [box.right - left, (box.top + box.bottom) / 2 - top];
            const [toX, toY, rest] = this.trace.routes.entries[places[held].place];
            const middle = (x + toX) / 2;
            arrows.push({ to: held, path: `M${x} ${y}C${middle} ${y} ${middle} ${toY} ${toX} ${toY}${rest}`, state: 'live', changed });
        }
        while (this.arrows.childElementCount < arrows.length) {
            this.arrows.append(xrayElements.svg('path'));
        }
        [...this.arrows.children].forEach((element, index) => {
            const arrow = arrows[index];
            element.arrow = arrow;
            element.setAttribute('d', arrow?.path ?? '');
            const words = arrow ? [arrow.state, arrow.isWeak && 'weak', arrow.changed && 'changed'] : [];
            element.setAttribute('class', words.filter(Boolean).map((word) => `xray-${word}`).join(' '));
        });
        this.isCrowded = arrows.length > XrayHeap.ARROWS[this.layout];
        this.element.classList.toggle('xray-crowded', this.isCrowded);
    }

    // Lights an object, the objects that hold it, and the arrows to and from it; no object, nothing.
    light(object, now) {
        const holders = new Set(this.trace.holders(object, now).map(([, from]) => from));
        for (const element of this.arrows.children) {
            const isOwn = element.arrow && object !== null && [element.arrow.from, element.arrow.to].includes(object);
            element.classList.toggle('xray-lit', Boolean(isOwn));
        }
        this.cards.forEach(({ group }, index) => group.classList.toggle('xray-lit', index === object || holders.has(index)));
    }

    press(object) {
        this.cards.forEach(({ group }, index) => group.setAttribute('aria-pressed', index === object));
    }
}
