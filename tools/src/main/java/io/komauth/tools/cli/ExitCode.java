package io.komauth.tools.cli;

/** What a command ends with. {@code kom COMMAND --help} lists the same. */
public enum ExitCode {

    DONE(0, "Everything is done."),
    REJECTED(1, "Some rows or users were rejected or are missing, or realms are not protected or not clean; the output names "
            + "them. The rest is done."),
    USAGE(2, "An argument is wrong, or a file cannot be read or written."),
    SERVER(3, "The server is not reached, does not accept the login, or answers with an error."),
    REFUSED(4, "Refused: as things are, it would do harm. The message says what to change first."),
    FAULT(70, "A fault of kom itself. Please report it with what it prints.");

    private final int code;
    private final String meaning;

    ExitCode(int code, String meaning) {
        this.code = code;
        this.meaning = meaning;
    }

    public int code() {
        return code;
    }

    public String meaning() {
        return meaning;
    }
}
