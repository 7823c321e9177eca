package io.komauth.captcha;

/** Generates the answers of captchas: the texts that they show. */
@FunctionalInterface
public interface AnswerGenerator {

    /**
     * Generates an unpredictable answer.
     *
     * @param length how many characters it should have
     */
    String generate(int length);
}
