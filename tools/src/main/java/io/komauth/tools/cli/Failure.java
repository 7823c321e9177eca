package io.komauth.tools.cli;

import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.NoSuchFileException;

/** Ends a command with a message that says what to change, and with an exit code. */
public final class Failure extends RuntimeException {

    private final ExitCode exitCode;
    private final boolean isOfOneRealm;

    private Failure(ExitCode exitCode, String message, Throwable cause) {
        this(exitCode, false, message, cause);
    }

    private Failure(ExitCode exitCode, boolean isOfOneRealm, String message, Throwable cause) {
        super(message, cause);
        this.exitCode = exitCode;
        this.isOfOneRealm = isOfOneRealm;
    }

    public static Failure usage(String message) {
        return new Failure(ExitCode.USAGE, message, null);
    }

    /** Of a file that cannot be read or written. */
    public static Failure file(Object file, IOException cause) {
        return new Failure(ExitCode.USAGE, file + ": " + reason(cause), cause);
    }

    /** @return what is wrong with a file, in words */
    public static String reason(IOException cause) {
        if (cause instanceof NoSuchFileException) {
            return "there is no such file or folder";
        }
        if (cause instanceof AccessDeniedException) {
            return "permission denied";
        }
        if (cause instanceof FileAlreadyExistsException) {
            return "it is there already";
        }
        if (cause instanceof CharacterCodingException) {
            return "it is not text in UTF-8";
        }
        return cause instanceof FileSystemException system && system.getReason() != null ? system.getReason()
                : String.valueOf(cause.getMessage());
    }

    public static Failure server(String message) {
        return new Failure(ExitCode.SERVER, message, null);
    }

    public static Failure server(String message, Throwable cause) {
        return new Failure(ExitCode.SERVER, message, cause);
    }

    /** What the server answers about one realm, and need not about others. */
    public static Failure realm(String message) {
        return new Failure(ExitCode.SERVER, true, message, null);
    }

    /** Keeps the thread interrupted. */
    public static Failure interrupted(InterruptedException cause) {
        Thread.currentThread().interrupt();
        return server("interrupted", cause);
    }

    public static Failure refused(String message) {
        return new Failure(ExitCode.REFUSED, true, message, null);
    }

    public ExitCode exitCode() {
        return exitCode;
    }

    /** @return whether a command for many realms can go on with the others */
    public boolean isOfOneRealm() {
        return isOfOneRealm;
    }
}
