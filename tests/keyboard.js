// Where the Tab key stops in a page, and how each stop shows.
window.keyboard = (() => {
    const REACHED = 'a[href], button, input:not([type=hidden]), select, textarea, summary, [tabindex="0"]';
    const seen = new Map();

    function reachable() {
        const groups = new Set();
        return [...document.querySelectorAll(REACHED)].filter(element => {
            if (element.disabled || !element.checkVisibility({visibilityProperty: true})) return false;
            // Arrow keys move within a group of radio buttons.
            if (element.type !== 'radio') return true;
            const first = !groups.has(element.name);
            groups.add(element.name);
            return first;
        });
    }

    // Browsers stop at what scrolls as well, where nothing inside can be reached.
    function scrolling() {
        return [...document.querySelectorAll('body *')].filter(element =>
            /auto|scroll/.test(getComputedStyle(element).overflow)
            && !element.matches(REACHED) && !element.querySelector(REACHED));
    }

    function presses() {
        return reachable().length + scrolling().length + 2;
    }

    function named(element) {
        const text = element.getAttribute('aria-label') || element.textContent || element.id;
        return `${element.tagName.toLowerCase()} "${text.trim().replace(/\s+/g, ' ').slice(0, 40)}"`;
    }

    function ground(element) {
        for (let at = element; at; at = at.parentElement) {
            const colour = getComputedStyle(at).backgroundColor;
            if (colour !== 'rgba(0, 0, 0, 0)') return colour;
        }
        return 'rgb(255, 255, 255)';
    }

    function light(colour) {
        const [red, green, blue] = colour.match(/[\d.]+/g).map(value => {
            const part = value / 255;
            return part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4;
        });
        return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
    }

    function contrast(one, other) {
        const [dark, bright] = [light(one), light(other)].sort((a, b) => a - b);
        return (bright + 0.05) / (dark + 0.05);
    }

    function covering(element) {
        const box = element.getClientRects()[0];
        const hit = document.elementFromPoint(box.left + box.width / 2, box.top + box.height / 2);
        if (!hit) return 'the edge of the screen';
        return hit.contains(element) || element.contains(hit) ? '' : named(hit);
    }

    function note(element) {
        const style = getComputedStyle(element);
        seen.set(element, {
            ring: style.outlineStyle !== 'none' && parseFloat(style.outlineWidth) >= 2,
            contrast: contrast(style.outlineColor, ground(element.parentElement)),
            covered: covering(element),
        });
    }

    // A key is heard before the focus moves on: by then the page has been scrolled to the stop.
    let first = null;
    addEventListener('keydown', () => {
        const element = document.activeElement;
        first ??= element;
        if (element !== document.body && !seen.has(element)) note(element);
    }, true);

    // A page that begins in its search field is walked from there, and round.
    function expected() {
        const all = reachable();
        const begun = Math.max(0, all.indexOf(first));
        return [...all.slice(begun), ...all.slice(0, begun)];
    }

    function stops() {
        const reached = [...seen.keys()].filter(element => !scrolling().includes(element));
        return expected().map((element, index) => ({
            name: named(element), index, order: reached.indexOf(element), ...seen.get(element),
        }));
    }

    return {presses, stops};
})();
