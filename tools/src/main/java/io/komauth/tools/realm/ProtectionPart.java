package io.komauth.tools.realm;

import java.util.Collection;
import java.util.EnumSet;
import java.util.Set;

/** A part of a realm that is protected on its own, as the endpoint calls it. */
enum ProtectionPart {

    login, directGrant, registration, passwordReset, theme;

    /**
     * @param only    all, if empty
     * @param without none, if empty
     */
    static Set<ProtectionPart> of(Collection<ProtectionPart> only, Collection<ProtectionPart> without) {
        Set<ProtectionPart> parts = only.isEmpty() ? EnumSet.allOf(ProtectionPart.class) : EnumSet.copyOf(only);
        without.forEach(parts::remove);
        return parts;
    }
}
