package io.komauth.protection;

import java.util.List;
import java.util.Map;

import io.komauth.theme.ThemeMessages;

/**
 * A login path without a captcha, or with less protection than it may seem to have.
 *
 * @param kind     what it is
 * @param concerns what is concerned, by its kind: {@code flow} (the alias of the flow or subflow), {@code step} (the id of its
 *                 provider), {@code client} (the client id), {@code identityProvider} (its alias), {@code policy}, {@code theme},
 *                 {@code page}, {@code setting}, {@code value}
 * @param names    what the texts name, as they show it
 */
public record OpenLoginPath(LoginPathKind kind, Map<String, String> concerns, List<String> names) {

    private static final String KEY = "komAuthOpenPath.";

    public OpenLoginPath {
        concerns = Map.copyOf(concerns);
        names = List.copyOf(names);
    }

    /** @return what is open, a sentence for an administrator */
    public String text(ThemeMessages messages) {
        return message(messages, KEY + kind.id());
    }

    /** @return what the administrator can do about it */
    public String remedy(ThemeMessages messages) {
        // the text that the Tenant tab has for a refused value
        return kind == LoginPathKind.INVALID_SETTING
                ? messages.get("komAuth." + concerns.get("setting") + ".range", names.get(names.size() - 1)).text()
                : message(messages, KEY + kind.id() + ".remedy");
    }

    private String message(ThemeMessages messages, String key) {
        return messages.get(key, names.toArray(String[]::new)).text();
    }
}
