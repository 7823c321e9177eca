package io.komauth.captcha.image;

import java.util.Comparator;
import java.util.PriorityQueue;

/** A Huffman code in the form of RFC 1951, 3.2: the more frequent a symbol, the fewer bits it has. */
final class HuffmanCode {

    /** Of the code of any symbol, in bits. */
    static final int LONGEST = 15;

    /**
     * Only a symbol rarer than one in 2,584 (a Fibonacci number) may get 16 bits. With one in 1,000 of all given to
     * each of 300 symbols beforehand, none is rarer than one in 1,300.
     */
    private static final int RAREST = 1_000;

    private final int[] lengths;
    private final int[] codes;

    /** @param counts how often each symbol was seen, from 0; of 2 to 300 symbols */
    HuffmanCode(int... counts) {
        lengths = new int[counts.length];
        codes = new int[counts.length];
        measure(tree(counts), 0);
        int code = 0;
        for (int length = 1; length <= LONGEST; length++) {
            code <<= 1;
            for (int symbol = 0; symbol < counts.length; symbol++) {
                if (lengths[symbol] == length) {
                    codes[symbol] = Integer.reverse(code++) >>> Integer.SIZE - length;
                }
            }
        }
    }

    /** @return the number of bits of a symbol's code */
    int length(int symbol) {
        return lengths[symbol];
    }

    /** @return the bits of a symbol's code, the first one lowest, which is how they are written */
    int code(int symbol) {
        return codes[symbol];
    }

    private static Node tree(int[] counts) {
        long all = 0;
        for (int count : counts) {
            all += count;
        }
        PriorityQueue<Node> nodes = new PriorityQueue<>(Comparator.comparingLong(Node::weight));
        for (int symbol = 0; symbol < counts.length; symbol++) {
            nodes.add(new Node(counts[symbol] + all / RAREST + 1, symbol, null, null));
        }
        while (nodes.size() > 1) {
            Node one = nodes.remove();
            Node other = nodes.remove();
            nodes.add(new Node(one.weight + other.weight, -1, one, other));
        }
        return nodes.remove();
    }

    private void measure(Node node, int depth) {
        if (node.one == null) {
            lengths[node.symbol] = depth;
        } else {
            measure(node.one, depth + 1);
            measure(node.other, depth + 1);
        }
    }

    private record Node(long weight, int symbol, Node one, Node other) {
    }
}
