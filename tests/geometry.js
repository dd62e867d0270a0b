// What is wrong with where the texts of a page stand: a line for each fault.
// `cut` are selectors of what may be cut off; their texts end with an ellipsis.
(cut) => {
    const faults = [];
    const wide = document.documentElement.scrollWidth;
    if (wide > innerWidth) faults.push(`the page is ${wide} px wide`);

    const name = (element) => element.tagName.toLowerCase()
        + [...element.classList].map(c => '.' + c).join('')
        + ' "' + element.textContent.trim().replace(/\s+/g, ' ').slice(0, 40) + '"';
    // Texts for screen readers alone.
    const unseen = (style) => style.clipPath === 'inset(50%)';
    const hides = (overflow) => overflow === 'hidden' || overflow === 'clip';

    for (const element of document.body.querySelectorAll('*')) {
        const style = getComputedStyle(element);
        if (!(hides(style.overflowX) || hides(style.overflowY)) || unseen(style)) continue;
        if (element.ownerSVGElement || !element.textContent.trim()) continue;
        if (cut.some(selector => element.matches(selector))) continue;
        const {scrollWidth, clientWidth, scrollHeight, clientHeight} = element;
        if (scrollWidth > clientWidth + 1 || scrollHeight > clientHeight + 1)
            faults.push(`cut off: ${name(element)}`);
    }

    // The frame that shows a text, where it is not the page; null for texts that are not seen.
    const frame = (element) => {
        for (let at = element; at !== document.body; at = at.parentElement) {
            const style = getComputedStyle(at);
            if (unseen(style)) return null;
            if (style.overflowX !== 'visible') return at.getBoundingClientRect();
        }
        return {left: -Infinity, right: Infinity};
    };

    const lines = [];
    const walk = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
    while (walk.nextNode()) {
        const node = walk.currentNode, element = node.parentElement;
        if (!node.textContent.trim() || !element.checkVisibility()) continue;
        const shown = frame(element);
        if (!shown || element.closest('.qy-skip')) continue;
        const range = document.createRange();
        range.selectNodeContents(node);
        // The letters' own height, so that a line which touches the next is no overlap.
        const size = parseFloat(getComputedStyle(element).fontSize);
        for (const box of range.getClientRects()) {
            const left = Math.max(box.left, shown.left), right = Math.min(box.right, shown.right);
            const middle = (box.top + box.bottom) / 2;
            if (right - left < 1) continue;
            lines.push({node, element, left, right, top: middle - size / 2 + 0.5,
                bottom: middle + size / 2 - 0.5});
        }
    }
    for (const {left, right, element} of lines)
        if (left < -0.5 || right > innerWidth + 0.5) faults.push(`outside: ${name(element)}`);

    lines.sort((one, other) => one.top - other.top);
    lines.forEach((one, index) => {
        for (let next = index + 1; next < lines.length; next++) {
            const other = lines[next];
            if (other.top >= one.bottom) break;
            if (other.node === one.node) continue;
            if (other.left < one.right - 1 && one.left < other.right - 1)
                faults.push(`${name(one.element)} overlaps ${name(other.element)}`);
        }
    });
    return [...new Set(faults)];
}
