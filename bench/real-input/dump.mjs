// A question-and-answer post and one candidate's replies, out of a Stack Exchange dump: cut at the quotes, as words and as Markdown.
import { createReadStream } from 'node:fs';
import path from 'node:path';
import { createInterface } from 'node:readline';

/// The rows with these ids, their HTML still escaped as XML has it.
async function rowsOf(folder, ids) {
    const found = new Map();
    for await (const line of createInterface({ input: createReadStream(path.join(folder, 'Posts.xml'), 'utf8') })) {
        const id = /<row Id="(\d+)"/.exec(line)?.[1];
        if (ids.includes(id)) found.set(id, line.trim());
        if (found.size === ids.length) break;
    }
    for (const id of ids) if (!found.has(id)) throw new Error(`Post ${id} is not in ${folder}/Posts.xml.`);
    return ids.map(id => found.get(id));
}

/// The questions of one post and the answers of another: { words, markdown, links } each. A page of a browser reads the XML and the HTML, so that no parser of ours can flatter the result.
export async function readInterview(page, folder, questionsId, answersId) {
    const rows = await rowsOf(folder, [questionsId, answersId]);
    const { questions, answers, quotes } = await page.evaluate(cut, rows);
    if (questions.length !== answers.length) throw new Error(`${questions.length} questions, ${answers.length} answers.`);
    questions.forEach((question, i) => {
        if (question.words.join(' ') !== quotes[i].words.join(' ')) throw new Error(`Question ${i + 1} is not what the answer quotes: ${quotes[i].words.join(' ')}`);
    });
    return { questions, answers };
}

// Runs in the browser.
function cut(rows) {
    const bodies = rows.map(row => {
        const body = new DOMParser().parseFromString(row, 'application/xml').documentElement.getAttribute('Body');
        return new DOMParser().parseFromString(body, 'text/html').body;
    });

    const elements = parent => [...parent.children];
    const wordsOf = blocks => blocks.map(block => block.textContent).join(' ').split(/\s+/).filter(word => word);
    const linksOf = blocks => blocks.flatMap(block => [...block.querySelectorAll('a')]).map(link => ({ words: link.textContent, to: link.getAttribute('href') }));
    const piece = blocks => ({ words: wordsOf(blocks), markdown: blocks.map(markdown).join('\n\n'), links: linksOf(blocks) });

    // As typed signs, not marks.
    const plain = text => text.replace(/\s+/g, ' ').replace(/[\\`*_[\]<>]/g, '\\$&');

    function inline(node) {
        if (node.nodeType === Node.TEXT_NODE) return plain(node.data);
        const inner = () => [...node.childNodes].map(inline).join('');
        switch (node.nodeName) {
            case 'A': return `[${inner()}](${node.getAttribute('href')})`;
            case 'STRONG': return `**${inner()}**`;
            case 'EM': return `*${inner()}*`;
            case 'BR': return '\\\n';
            default: throw new Error(`<${node.nodeName}> is not known.`);
        }
    }

    const line = node => [...node.childNodes].map(inline).join('').replace(/ ?\\\n ?/g, '\\\n').trim().replace(/^(#|\+|-|\d+(?=[.)]))/, '\\$1');

    function markdown(block) {
        switch (block.nodeName) {
            case 'P': return line(block);
            case 'UL': return elements(block).map(item => `- ${line(item)}`).join('\n');
            default: throw new Error(`<${block.nodeName}> is not known.`);
        }
    }

    const [asked, answered] = bodies;
    const questions = elements(asked.querySelector('blockquote')).map(paragraph => piece([paragraph]));
    const quotes = [], answers = [];
    for (const block of elements(answered)) {
        if (block.nodeName === 'BLOCKQUOTE') {
            quotes.push(piece(elements(block)));
            answers.push([]);
        } else {
            answers.at(-1).push(block);
        }
    }
    return { questions, quotes, answers: answers.map(piece) };
}
