package io.komauth.captcha.image;

/** How a shape meets what is already on the canvas. */
enum Blend {

    INK(1, -1),

    PAPER(0, -1),

    /** Paper on ink, ink on paper. */
    INVERSE(1, -2);

    private final float onPaper;
    private final float more;

    Blend(float onPaper, float more) {
        this.onPaper = onPaper;
        this.more = more;
    }

    /** @return the share of ink of a pixel that had another and is covered by the shape, all from 0 to 1 */
    float of(float ink, float covered) {
        return ink + covered * (onPaper + more * ink);
    }
}
