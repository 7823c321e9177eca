package io.komauth.captcha;

import java.util.Locale;

/** The outcome of a redemption, as operators see it. Clients are told less: see {@link Redemption}. */
enum RedemptionOutcome {

    SOLVED(Redemption.SOLVED),

    WRONG(Redemption.WRONG),

    /** It came too late, today or tomorrow (UTC). */
    EXPIRED(Redemption.INVALID),

    /** It had been redeemed before. */
    USED(Redemption.INVALID),

    /** It is for any tenant, and this one asks for longer captchas. */
    TOO_SHORT(Redemption.TOO_SHORT),

    /** The work is less than failed logins of the name or the address ask for. */
    TOO_EASY(Redemption.TOO_EASY),

    /** The key is another realm's, of a key of the realm's that is gone, from before yesterday (UTC), or none at all. */
    UNKNOWN(Redemption.INVALID);

    private final Redemption redemption;

    RedemptionOutcome(Redemption redemption) {
        this.redemption = redemption;
    }

    Redemption redemption() {
        return redemption;
    }

    /** @return how metrics call it */
    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT);
    }
}
