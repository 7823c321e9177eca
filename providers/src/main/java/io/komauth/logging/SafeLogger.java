package io.komauth.logging;

import java.util.Arrays;

import io.komauth.text.UnicodeText;

import org.jboss.logging.Logger;

/**
 * The logger of a class. Clients, users and realm administrators write names and values that end up in log lines, and could
 * forge lines by control characters: every argument and every exception is {@linkplain UnicodeText#escape escaped} here,
 * and no class logs in another way.
 */
public final class SafeLogger {

    /** What an argument is cut to, in characters. */
    private static final int MAX_LENGTH = 250;

    private final Logger logger;

    private SafeLogger(Logger logger) {
        this.logger = logger;
    }

    /** @param category whose name the lines have */
    public static SafeLogger of(Class<?> category) {
        return new SafeLogger(Logger.getLogger(category));
    }

    /** @param format as {@link String#format} takes it */
    public void error(String format, Object... arguments) {
        logger.errorf(format, escaped(arguments));
    }

    public void error(String message, Throwable cause) {
        logger.error(message, escaped(cause));
    }

    /** @param format as {@link String#format} takes it */
    public void warn(String format, Object... arguments) {
        logger.warnf(format, escaped(arguments));
    }

    public void warn(String message, Throwable cause) {
        logger.warn(message, escaped(cause));
    }

    /** @param format as {@link String#format} takes it */
    public void info(String format, Object... arguments) {
        logger.infof(format, escaped(arguments));
    }

    public void info(String message, Throwable cause) {
        logger.info(message, escaped(cause));
    }

    /** @param format as {@link String#format} takes it */
    public void debug(String format, Object... arguments) {
        logger.debugf(format, escaped(arguments));
    }

    static Object[] escaped(Object... arguments) {
        return Arrays.stream(arguments)
                .map(argument -> argument instanceof Number ? argument : cut(UnicodeText.escape(String.valueOf(argument))))
                .toArray();
    }

    /** A copy that says the same on single lines, and has the same stack trace. */
    static Throwable escaped(Throwable thrown) {
        if (thrown == null) {
            return null;
        }
        Throwable copy = new Escaped(UnicodeText.escape(thrown.toString()), escaped(thrown.getCause()));
        copy.setStackTrace(thrown.getStackTrace());
        return copy;
    }

    private static String cut(String text) {
        return text.length() <= MAX_LENGTH ? text : text.substring(0, MAX_LENGTH) + "…";
    }

    private static final class Escaped extends Throwable {

        private static final long serialVersionUID = 1;

        Escaped(String line, Throwable cause) {
            super(line, cause);
        }

        @Override
        public String toString() {
            return getMessage();
        }
    }
}
