package io.komauth.captcha.image;

/** How filling a shape combines with what is already on the canvas. */
enum FillRule {

    INK(false),

    /** Paper on ink, ink on paper. */
    INVERSE(true);

    private final long turnsInk;

    FillRule(boolean turnsInk) {
        this.turnsInk = turnsInk ? -1 : 0;
    }

    /**
     * @param ink 64 samples, each of them ink or paper
     * @param inside which of them are inside the shape
     * @return which of them are ink then
     */
    long of(long ink, long inside) {
        return ink ^ inside & (~ink | turnsInk);
    }
}
