// pages.js - looks at a page at the widths and in the colours of its readers,
// and says in TAP what they could not read.  tests/pages puts it into a
// wrapper, next to the page's text.
//
// Headless Chromium has no window narrower than 500 px, but an iframe has any
// width, and media queries obey it: prefers-color-scheme too, which is the
// iframe's own color-scheme.

'use strict';

const SLACK = 1;		// px, for rounding
const OVERLAP = 0.3;		// of the smaller text's area
const SMALLEST = 9;		// px, on a phone
const CONTRAST = 4.5;		// WCAG 2, level AA
const SHOWN = 8;		// faults of one kind; the others are counted

const PHONES = [360, 390];
const VIEWS = [];
for (const width of [...PHONES, 768, 1280])
	for (const scheme of ['light', 'dark'])
		VIEWS.push({width, scheme, name: `at ${width} px, ${scheme}`});
// A4 without its margins.  Chromium prints in the colours of the day.
VIEWS.push({width: 718, scheme: 'light', print: true, name: 'in print'});

const wrapper = document.body.dataset;
const page = document.querySelector('textarea').value;
const said = [];

function say(view, sentence, faults) {
	const all = [...new Set(faults)];
	said.push(`${all.length ? 'not ok' : 'ok'} - ${wrapper.name}` +
		`${view ? ' ' + view : ''}: ${sentence}`);
	for (const fault of all.slice(0, SHOWN))
		said.push('# ' + fault.replace(/\s+/g, ' '));
	if (all.length > SHOWN)
		said.push(`# and ${all.length - SHOWN} more`);
}

// ---- A page in an iframe ----

function open(view) {
	const frame = document.createElement('iframe');
	frame.style = `border:0;display:block;height:800px;` +
		`width:${view.width}px;color-scheme:${view.scheme}`;
	frame.srcdoc = page;
	document.body.append(frame);
	return new Promise(done => frame.onload = () => {
		if (view.print)
			print(frame.contentDocument.styleSheets);
		done(frame);
	});
}

// Nothing makes an iframe's medium the printer, so its rules are rewritten.
function print(rules) {
	for (const rule of rules) {
		if (/screen/.test(rule.media?.mediaText))
			rule.media.mediaText = 'not all';
		else if (rule.media)
			rule.media.mediaText = rule.media.mediaText.replace(
				/\bprint\b/, 'all');
		if (rule.cssRules)
			print(rule.cssRules);
	}
}

// ---- What there is to read ----

// What is one pixel large is for those who hear the page.
function seen(element) {
	for (let e = element; e; e = e.parentElement)
		if (e.clientWidth === 1 && e.clientHeight === 1)
			return false;
	return element.checkVisibility(
		{opacityProperty: true, visibilityProperty: true});
}

// Every text that somebody sees, with its lines' rectangles; also what a style
// sheet adds before and after an element, of which no script knows where.
function texts(doc) {
	const found = [];
	const view = doc.defaultView;
	const walk = doc.createTreeWalker(doc.body, NodeFilter.SHOW_TEXT);
	const range = doc.createRange();
	while (walk.nextNode()) {
		const element = walk.currentNode.parentElement;
		const text = walk.currentNode.data.trim();
		range.selectNodeContents(walk.currentNode);
		const rects = text ? [...range.getClientRects()] : [];
		if (rects.length && seen(element))
			found.push({element, text, rects,
				style: view.getComputedStyle(element)});
	}
	for (const element of doc.body.querySelectorAll('*'))
		for (const pseudo of ['::before', '::after']) {
			const style = view.getComputedStyle(element, pseudo);
			if (/^".+"$/.test(style.content) && seen(element))
				found.push({element, style, rects: [],
					text: style.content.slice(1, -1)});
		}
	return found;
}

// Where an element is, in words for a person with the page's source.
function place(element) {
	const svg = element.closest('svg');
	const table = element.closest('table');
	const id = svg?.getAttribute('aria-labelledby')?.split(' ')[0] ??
		element.closest('[id]')?.id;
	const caption = table?.caption?.textContent.trim().slice(0, 40);
	return `<${element.localName}>` + (caption ?
		` of table "${caption}..."` : id ? ` in #${id}` : '');
}

function quoted(text) {
	return `"${text.length > 60 ? text.slice(0, 60) + '...' : text}"`;
}

function box(rect) {
	return `x ${Math.round(rect.left)}..${Math.round(rect.right)}, ` +
		`y ${Math.round(rect.top)}..${Math.round(rect.bottom)}`;
}

// ---- Does it fit? ----

function pageScrolls(doc) {
	const wide = doc.documentElement.scrollWidth;
	const have = doc.defaultView.innerWidth;
	return wide > have ? [`${wide} px wide, of ${have}`] : [];
}

function boxesScroll(doc) {
	const faults = [];
	for (const e of doc.body.querySelectorAll('*'))
		if (e.scrollWidth > e.clientWidth + SLACK && e.clientWidth &&
		    !e.closest('svg') && seen(e) && doc.defaultView
			.getComputedStyle(e).overflowX !== 'visible')
			faults.push(`${place(e)}: ${e.scrollWidth} px in ` +
				`${e.clientWidth}: ` +
				quoted(e.textContent.trim()));
	return faults;
}

// What of the page can be seen through an element and all that is around it.
// Down a box of its own one can scroll; sideways nobody wants to.
function hole(element, known) {
	if (known.has(element))
		return known.get(element);
	const view = element.ownerDocument.defaultView;
	const style = view.getComputedStyle(element);
	const rect = element.getBoundingClientRect();
	const parent = element.parentElement;
	const gap = {left: 0, right: view.innerWidth,
		top: -Infinity, bottom: Infinity};
	if (parent)
		Object.assign(gap, hole(parent, known));
	if (parent && style.display !== 'inline') {
		if (style.overflowX !== 'visible') {
			gap.left = Math.max(gap.left, rect.left);
			gap.right = Math.min(gap.right, rect.right);
		}
		if (/hidden|clip/.test(style.overflowY)) {
			gap.top = Math.max(gap.top, rect.top);
			gap.bottom = Math.min(gap.bottom, rect.bottom);
		}
	}
	known.set(element, gap);
	return gap;
}

function outside(rect, around) {
	return rect.left < around.left - SLACK ||
		rect.right > around.right + SLACK ||
		rect.top < around.top - SLACK ||
		rect.bottom > around.bottom + SLACK;
}

// The text of pictures is looked at by itself.
function clipped(doc, all) {
	const faults = [], known = new Map();
	for (const {element, text, rects} of all)
		for (const rect of element.ownerSVGElement ? [] : rects)
			if (outside(rect, hole(element, known)))
				faults.push(`${quoted(text)} at ` +
					`${box(rect)}, ${place(element)}`);
	return faults;
}

// ---- Pictures ----

function pictures(doc) {
	return [...doc.querySelectorAll('svg')].filter(
		svg => !svg.ownerSVGElement && seen(svg));
}

// What lies as a whole above the view box was cropped on purpose: the page has
// the chart's title as text of its own.
function labels(svg) {
	const top = svg.getBoundingClientRect().top;
	return [...svg.querySelectorAll('text')].map(element => ({element,
		text: element.textContent.trim(),
		rect: element.getBoundingClientRect()})).filter(label =>
		label.text && seen(label.element) && label.rect.bottom > top);
}

function cut(doc) {
	const faults = [];
	for (const svg of pictures(doc)) {
		const around = svg.getBoundingClientRect();
		for (const {element, text, rect} of labels(svg))
			if (outside(rect, around))
				faults.push(`${quoted(text)} at ` +
					`${box(rect)}, ${place(element)} at ` +
					box(around));
	}
	return faults;
}

function overlapping(doc) {
	const faults = [];
	const area = r => r.width * r.height;
	for (const svg of pictures(doc)) {
		const all = labels(svg);
		all.forEach((a, i) => all.slice(i + 1).forEach(b => {
			const width = Math.min(a.rect.right, b.rect.right) -
				Math.max(a.rect.left, b.rect.left);
			const height = Math.min(a.rect.bottom, b.rect.bottom) -
				Math.max(a.rect.top, b.rect.top);
			const part = width > 0 && height > 0 ? width * height /
				Math.min(area(a.rect), area(b.rect)) : 0;
			if (part > OVERLAP)
				faults.push(`${quoted(a.text)} and ` +
					`${quoted(b.text)}, ` +
					`${Math.round(100 * part)} %, at ` +
					`${box(b.rect)}, ${place(b.element)}`);
		}));
	}
	return faults;
}

function wordless(doc) {
	const faults = [];
	for (const svg of pictures(doc)) {
		const ids = (svg.getAttribute('aria-labelledby') ?? '')
			.split(/\s+/).filter(Boolean);
		if (svg.getAttribute('role') !== 'img')
			faults.push(`no role=img: ${place(svg)}`);
		if (!ids.length)
			faults.push(`no aria-labelledby: ${place(svg)}`);
		for (const id of ids) {
			const all = doc.querySelectorAll('#' + CSS.escape(id));
			if (all.length !== 1 || !all[0].textContent.trim())
				faults.push(`#${id}: ${all.length} elements, ` +
					`${place(svg)} wants one with text`);
		}
	}
	for (const img of doc.querySelectorAll('img:not([alt])'))
		faults.push(`no alt: ${place(img)}`);
	return faults;
}

// ---- Can it be made out? ----

function small(all) {
	const faults = [];
	for (const {element, text, style} of all) {
		const scale = element.ownerSVGElement ?
			element.closest('text').getScreenCTM() : {a: 1, b: 0};
		const size = parseFloat(style.fontSize) *
			Math.hypot(scale.a, scale.b);
		if (size < SMALLEST)
			faults.push(`${quoted(text)}: ${size.toFixed(1)} px, ` +
				place(element));
	}
	return faults;
}

// Chromium knows every way to write a colour: [red, green, blue, alpha].
const pixel = document.createElement('canvas').getContext('2d',
	{willReadFrequently: true});
const colors = new Map();
function color(text) {
	if (!colors.has(text)) {
		pixel.clearRect(0, 0, 1, 1);
		pixel.fillStyle = text;
		pixel.fillRect(0, 0, 1, 1);
		const [r, g, b, a] = pixel.getImageData(0, 0, 1, 1).data;
		colors.set(text, [r, g, b, a / 255]);
	}
	return colors.get(text);
}

function over(above, below) {
	return [0, 1, 2].map(i => above[3] * above[i] +
		(1 - above[3]) * below[i]).concat(1);
}

function opacity(element) {
	const view = element.ownerDocument.defaultView;
	let product = 1;
	for (let e = element; e; e = e.parentElement)
		product *= view.getComputedStyle(e).opacity;
	return product;
}

// A chart's background is the rectangle of its own size, or else the page's.
function background(element) {
	const view = element.ownerDocument.defaultView;
	const svg = element.ownerSVGElement;
	const size = svg?.getBoundingClientRect();
	const sheet = svg && [...svg.querySelectorAll('rect')].find(rect => {
		const {width, height} = rect.getBoundingClientRect();
		return width >= size.width - 2 && height >= size.height - 2;
	});
	if (sheet)
		return over(color(view.getComputedStyle(sheet).fill),
			background(svg));
	return over(color(view.getComputedStyle(element).backgroundColor),
		element.parentElement ? background(element.parentElement) :
		[255, 255, 255, 1]);
}

function rgb(color) {
	return `rgb(${color.slice(0, 3).map(Math.round)})`;
}

function luminance(color) {
	const [r, g, b] = color.slice(0, 3).map(c => c / 255).map(c =>
		c <= 0.04045 ? c / 12.92 : ((c + 0.055) / 1.055) ** 2.4);
	return 0.2126 * r + 0.7152 * g + 0.0722 * b;
}

function pale(all) {
	const faults = [], known = new Map();
	for (const {element, text, style} of all) {
		const svg = element.ownerSVGElement;
		const around = svg ?? element;
		if (!known.has(around))
			known.set(around, background(element));
		const paper = known.get(around);
		const [r, g, b, alpha] = color(svg ? style.fill : style.color);
		const ink = over([r, g, b, alpha * opacity(element) *
			(svg ? style.fillOpacity : 1)], paper);
		const [dark, light] = [luminance(ink), luminance(paper)]
			.sort((a, b) => a - b);
		const contrast = (light + 0.05) / (dark + 0.05);
		if (contrast < CONTRAST)
			faults.push(`${contrast.toFixed(2)}:1 ${quoted(text)}` +
				`, ${rgb(ink)} on ${rgb(paper)}, ` +
				place(element));
	}
	return faults;
}

// ---- What is the same at every width ----

function nameless(doc) {
	const faults = [];
	if (!doc.doctype)
		faults.push('no doctype');
	if (!doc.documentElement.lang)
		faults.push('<html> without lang');
	if (!doc.querySelector('head > title')?.textContent.trim())
		faults.push('no title');
	return faults;
}

function twice(doc) {
	const count = new Map();
	for (const {id} of doc.querySelectorAll('[id]'))
		count.set(id, (count.get(id) ?? 0) + 1);
	return [...count].filter(([, n]) => n > 1)
		.map(([id, n]) => `#${id}: ${n} elements`);
}

function nowhere(doc) {
	return [...doc.querySelectorAll('a[href^="#"]')].filter(a =>
		!doc.getElementById(decodeURIComponent(a.hash.slice(1))))
		.map(a => `${a.hash}: ${quoted(a.textContent)}`);
}

// A page in one file has no other files either.
function loaded(doc) {
	const faults = doc.defaultView.performance.getEntriesByType('resource')
		.map(entry => `loaded ${entry.name}`);
	const names = ['src', 'srcset', 'href', 'xlink:href', 'data'];
	for (const e of doc.querySelectorAll('*'))
		for (const name of names)
			if (e.localName !== 'a' && e.hasAttribute(name) &&
			    !/^(#|data:)/.test(e.getAttribute(name)))
				faults.push(`<${e.localName} ${name}=` +
					`${quoted(e.getAttribute(name))}>`);
	return faults.filter(fault => !fault.startsWith('loaded data:'));
}

function once(doc) {
	say('', 'has a doctype, a language and a title', nameless(doc));
	say('', 'no id is there twice', twice(doc));
	say('', 'links inside it lead somewhere', nowhere(doc));
	say('', 'it needs no other file and no network', loaded(doc));
	// Whether files exist, tests/pages sees.
	for (const a of doc.querySelectorAll('a[href]')) {
		const href = a.getAttribute('href');
		if (!/^([a-z]+:|#|\/\/)/i.test(href))
			said.push('link ' + decodeURIComponent(
				href.replace(/[#?].*/, '')));
	}
}

function each(doc, view) {
	// What is folded away is read as well.
	for (const details of doc.querySelectorAll('details'))
		details.open = true;
	const all = texts(doc);
	say(view.name, 'the page does not scroll sideways', pageScrolls(doc));
	say(view.name, 'nothing in it scrolls sideways', boxesScroll(doc));
	say(view.name, 'no text is clipped', clipped(doc, all));
	say(view.name, 'no text of a picture is cut off', cut(doc));
	say(view.name, 'no texts of a picture overlap', overlapping(doc));
	say(view.name, 'every picture has words', wordless(doc));
	say(view.name, `text has a contrast of ${CONTRAST}:1`, pale(all));
	if (PHONES.includes(view.width))
		say(view.name, `text has ${SMALLEST} px or more`, small(all));
}

async function check() {
	for (const view of VIEWS) {
		const frame = await open(view);
		if (view === VIEWS[0])
			once(frame.contentDocument);
		each(frame.contentDocument, view);
		frame.remove();
	}
	const tap = document.createElement('pre');
	tap.textContent = said.join('\n') + '\n';
	document.body.replaceChildren(tap);
}

// The page alone, in one view and as high as it is, for a picture of it.
async function show(width, scheme) {
	const frame = await open({width, scheme});
	wrapper.high = frame.contentDocument.documentElement.scrollHeight;
	frame.style.height = wrapper.high + 'px';
	document.body.style.margin = 0;
	document.body.replaceChildren(...document.querySelectorAll('iframe'));
}

if (wrapper.show)
	show(...wrapper.show.split(' '));
else
	check();
