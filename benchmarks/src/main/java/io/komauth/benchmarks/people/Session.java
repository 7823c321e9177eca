package io.komauth.benchmarks.people;

import java.util.function.LongSupplier;
import java.util.function.Supplier;

/** People read pictures one after the other, and each of them one picture at a time. */
final class Session {

    private static final double NANOSECONDS = 1e9;

    private final Supplier<Picture> pictures;
    private final LongSupplier clock;
    private final int picturesOfEach;
    private final int persons;
    private final Counts counts = new Counts();

    private Picture picture;
    private long shownAt;
    private int answered;
    private int right;
    private boolean finished;

    /**
     * @param clock          nanoseconds from any moment on
     * @param picturesOfEach how many a person reads
     * @param persons        after how many persons it ends by itself
     */
    Session(Supplier<Picture> pictures, LongSupplier clock, int picturesOfEach, int persons) {
        this.pictures = pictures;
        this.clock = clock;
        this.picturesOfEach = picturesOfEach;
        this.persons = persons;
    }

    /** The next person begins, unless one is reading. */
    void begin() {
        if (picture == null && !finished) {
            answered = 0;
            right = 0;
            show();
        }
    }

    /**
     * @param number of the picture that was answered; an answer to another than the current one, as a second click sends
     *               it, does not count
     */
    void answer(int number, String typed) {
        if (picture == null || number != number()) {
            return;
        }
        if (answered == 0) {
            counts.addPerson();
        }
        right += counts.add(picture.text(), typed, (clock.getAsLong() - shownAt) / NANOSECONDS) ? 1 : 0;
        answered++;
        if (answered == picturesOfEach) {
            stop();
        } else {
            show();
        }
    }

    /** The person stops; what they have answered counts. */
    void stop() {
        picture = null;
        if (counts.persons() == persons) {
            finish();
        }
    }

    /** Nobody reads any more. */
    void finish() {
        picture = null;
        finished = true;
    }

    private void show() {
        picture = pictures.get();
        shownAt = clock.getAsLong();
    }

    /** @return what to read now; {@code null} between two persons */
    Picture picture() {
        return picture;
    }

    /** @return which of the person's pictures that is, from 1 */
    int number() {
        return answered + 1;
    }

    int picturesOfEach() {
        return picturesOfEach;
    }

    /** @return how many pictures the last person answered */
    int answered() {
        return answered;
    }

    /** @return how many of these were right */
    int right() {
        return right;
    }

    boolean isFinished() {
        return finished;
    }

    Counts counts() {
        return counts;
    }
}
