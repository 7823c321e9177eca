package io.komauth.captcha.image;

/** How a shape meets what is already on the canvas. */
enum Blend {

    INK(true, false),

    PAPER(false, true),

    /** Paper on ink, ink on paper. */
    INVERSE(true, true);

    private final long turnsPaper;
    private final long turnsInk;

    Blend(boolean turnsPaper, boolean turnsInk) {
        this.turnsPaper = turnsPaper ? -1 : 0;
        this.turnsInk = turnsInk ? -1 : 0;
    }

    /**
     * @param ink 64 samples, each of them ink or paper
     * @param inside which of them are inside the shape
     * @return which of them are ink then
     */
    long of(long ink, long inside) {
        return ink ^ inside & (ink & turnsInk | ~ink & turnsPaper);
    }
}
