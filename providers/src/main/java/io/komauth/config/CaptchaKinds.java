package io.komauth.config;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

import org.keycloak.models.RealmModel;

/** Which kinds of captcha a realm accepts. */
public enum CaptchaKinds {

    /** A picture whose characters a person types. */
    PICTURE,

    /** Work that the client does, and nothing that a person has to do. */
    WORK,

    /** Whichever of the two a client sends. */
    EITHER;

    public static final RealmSetting<String> SETTING =
            RealmSetting.text("captcha.kinds", PICTURE.toString(), name -> ofName(name).isPresent());

    public static CaptchaKinds of(RealmModel realm) {
        return ofName(SETTING.of(realm)).orElseThrow();
    }

    /** @return all names, as a realm's attribute has them */
    public static List<String> names() {
        return Arrays.stream(values()).map(CaptchaKinds::toString).toList();
    }

    public boolean acceptPicture() {
        return this != WORK;
    }

    public boolean acceptWork() {
        return this != PICTURE;
    }

    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT);
    }

    private static Optional<CaptchaKinds> ofName(String name) {
        return Arrays.stream(values()).filter(kinds -> kinds.toString().equals(name.strip())).findFirst();
    }
}
