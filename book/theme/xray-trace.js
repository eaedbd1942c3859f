// What the player knows of a program's run: the trace that a lab printed (`run NAME --format trace`), and what is there after
// each of its steps. The runtime has computed it all; here it is only looked up.
'use strict';

class XrayTrace {
    // `trace` is the lab's JSON, `routes` the ways of its arrows.
    constructor({ trace, routes }) {
        Object.assign(this, trace);
        this.routes = routes;
        this.last = trace.steps.length - 1;
        this.states = this.replay();
    }

    // What is there after each step. What a step leaves alone is the same JavaScript object as before, so `!==` tells changes.
    replay() {
        let now = { frames: [], objects: [], tenants: [], pools: [], gcRefs: [], printed: '' };
        return this.steps.map((step) => {
            const objects = now.objects.slice();
            const tenants = now.tenants.slice();
            const pools = now.pools.slice();
            const gcRefs = step.phase ? now.gcRefs.slice() : [];
            for (const freed of step.freed ?? []) {
                objects[freed] = { ...objects[freed], state: 'freed' };
            }
            for (const change of step.changed ?? []) {
                objects[change.object] = { ...objects[change.object], ...change };
                // In a block that is given again, the new tenant stands where the old one's mark was.
                tenants[this.objects[change.object].place] = change.object;
            }
            for (const [pool, used] of step.pools ?? []) {
                pools[pool] = used;
            }
            for (const [object, left] of step.phase?.gc_refs ?? []) {
                gcRefs[object] = left;
            }
            for (const object of step.phase?.unreachable ?? []) {
                if (objects[object].state !== 'unreachable') {
                    objects[object] = { ...objects[object], state: 'unreachable' };
                }
            }
            const printed = now.printed + (step.printed ?? '');
            // For a frame that is as it was stands its id.
            const frames = step.frames?.map((told) => now.frames.find(({ id }) => id === told) ?? told) ?? now.frames;
            now = { frames, objects, tenants, pools, gcRefs, printed };
            return now;
        });
    }

    // What a slot or a row holds, in words: an object by its number and type, anything else as it is.
    nameOf(held) {
        return typeof held === 'number' ? `#${held + 1} ${this.objects[held].type}` : held ?? 'unbound';
    }

    // The slots of a moment's frames; `changed` is whether this step bound them.
    slots(now, before) {
        return now.frames.flatMap((frame) => {
            const old = before?.frames.find(({ id }) => id === frame.id)?.slots ?? [];
            // Places of the evaluation stack share a name: the first is compared with the first.
            const left = old.slice();
            return frame.slots.map(([name, held, kind]) => {
                const index = left.findIndex(([other]) => other === name);
                const [match] = index < 0 ? [] : left.splice(index, 1);
                return { frame, name, held, kind, changed: before !== undefined && (match?.[1] ?? null) !== held };
            });
        });
    }

    // The references from rows of living objects, as { from, row, label, to, isWeak }.
    references({ objects, tenants }) {
        return tenants.flatMap((from) => objects[from].state === 'freed' ? [] : objects[from].edges.flatMap(([label, to, kind], row) =>
            typeof to === 'number' ? [{ from, row, label, to, isWeak: kind === 'weak' }] : []));
    }

    // Whoever holds an object: words, and the holder's number if it is an object.
    holders(object, now) {
        const slots = this.slots(now).filter(({ held }) => held === object);
        return [...slots.map(({ name, frame }) => [`${name} of ${frame.name}`]), ...this.rowsTo(object, now, false)];
    }

    // The weak references to an object, which do not hold it.
    weakReferences(object, now) {
        return this.rowsTo(object, now, true);
    }

    rowsTo(object, now, weak) {
        const rows = this.references(now).filter(({ to, isWeak }) => to === object && isWeak === weak);
        return rows.map(({ label, from }) => [`${label} of ${this.nameOf(from)}`, from]);
    }

    // The bytes of an object after a step, a row a field: { offset, bytes, field, says, changed }.
    bytes(object, last) {
        let fields = [];
        let rows = [];
        this.steps.slice(0, last + 1).forEach((step, index) => {
            const change = step.bytes?.find((it) => it.object === object);
            if (change?.fields !== undefined) {
                fields = this.fields[change.fields];
                rows = [];
            }
            for (const [row, digits, says] of change?.rows ?? []) {
                const [offset, length, field] = fields[row];
                // The trace leaves out the zeros at the end.
                const bytes = digits.padEnd(2 * length, '0').match(/../g).join(' ');
                rows[row] = { offset, bytes, field, says: this.nameOf(says), changed: index === last };
            }
        });
        return rows;
    }

    // What a step changed, in words, a line each.
    changes(now, before) {
        const bound = this.slots(now, before).filter(({ changed }) => changed)
            .map(({ frame, name, held }) => `\`${name}\` of \`${frame.name}\`: ${this.nameOf(held)}`);
        const objects = before === undefined ? [] : now.objects.flatMap((object, index) => {
            const differences = object === before.objects[index] ? [] : this.differences(object, before.objects[index]);
            const gcRefs = now.gcRefs[index];
            if (gcRefs !== undefined && gcRefs !== before.gcRefs[index]) {
                differences.push(`gc_refs ${gcRefs}`);
            }
            return differences.length ? [`${this.nameOf(index)}: ${differences.join(', ')}`] : [];
        });
        return [...bound, ...objects];
    }

    differences(object, old) {
        if (!old) {
            return ['new', `count ${object.count}`];
        }
        if (object.state === 'freed') {
            return ['freed'];
        }
        return [
            object.count !== old.count && `count ${old.count} → ${object.count}`,
            object.state !== old.state && object.state,
            object.text !== old.text && `now \`${object.text}\``,
            object.edges !== old.edges && object.text === old.text && 'other references',
            object.size !== old.size && `${object.size} bytes`,
            object.generation !== old.generation && (object.generation === null ? 'not tracked any more' : `generation ${object.generation}`),
        ].filter(Boolean);
    }
}
