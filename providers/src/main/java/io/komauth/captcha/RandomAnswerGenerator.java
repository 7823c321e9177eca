package io.komauth.captcha;

import java.security.SecureRandom;

import io.komauth.captcha.image.Alphabet;

/** Answers out of the painter's alphabet, each as likely as any other. */
final class RandomAnswerGenerator implements AnswerGenerator {

    private static final SecureRandom RANDOM = new SecureRandom();

    @Override
    public String generate(int length) {
        StringBuilder answer = new StringBuilder(length);
        for (int i = 0; i < length; i++) {
            answer.append(Alphabet.CHARACTERS.charAt(RANDOM.nextInt(Alphabet.CHARACTERS.length())));
        }
        return answer.toString();
    }
}
