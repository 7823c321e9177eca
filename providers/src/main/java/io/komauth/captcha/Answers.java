package io.komauth.captcha;

/** Where the texts that captchas show come from. */
@FunctionalInterface
public interface Answers {

    /**
     * Draws an answer that nobody can foretell.
     *
     * @param length how many characters it should have
     */
    String draw(int length);
}
