package io.komauth.benchmarks.strength;

/**
 * What of a picture tells where its shore is: pixels on both sides of it are opposites, and the picture's edges, which
 * no letter reaches, are paper before it and ink beyond.
 *
 * @param levels of each pixel, from -1 for paper to 1 for ink
 * @param ink    of each place between pixels on each row the sum of those left of it that belong to an edge
 */
record BoundaryEvidence(int width, int height, float[] levels, float[] ink) {

    /** Rows and columns at the edges that no letter reaches. */
    private static final int EDGE = 3;

    /** Against that of a row's opposites. */
    private static final double WEIGHT = 0.1;

    static BoundaryEvidence of(GreyImage grey) {
        float[] levels = Examples.levelled(grey);
        float[] ink = new float[(grey.width() + 1) * grey.height()];
        for (int y = 0; y < grey.height(); y++) {
            for (int x = 0; x < grey.width(); x++) {
                int place = y * (grey.width() + 1) + x;
                boolean edge = Math.min(x, y) < EDGE || x >= grey.width() - EDGE || y >= grey.height() - EDGE;
                ink[place + 1] = ink[place] + (edge ? levels[y * grey.width() + x] : 0);
            }
        }
        return new BoundaryEvidence(grey.width(), grey.height(), levels, ink);
    }

    /** @return the more, the better the shore agrees with the picture */
    double fit(InversionBoundary boundary) {
        double fit = 0;
        for (int y = 0; y < height; y++) {
            double at = boundary.at(y, height / 2.0);
            int left = (int) Math.floor(at - 1.5);
            int right = (int) Math.floor(at + 1.5);
            if (left >= 0 && right < width) {
                fit -= levels[y * width + left] * levels[y * width + right];
            }
            int place = y * (width + 1);
            int before = place + Math.max(0, Math.min(width, (int) Math.round(at)));
            fit += WEIGHT * (ink[place + width] - 2 * ink[before]);
        }
        return fit;
    }
}
