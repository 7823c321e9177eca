package io.komauth.protection;

import io.komauth.protection.LoginProviders.Judged;

/**
 * A step that a login can reach.
 *
 * @param id    of the provider
 * @param flow  the alias of the flow or subflow that has it
 * @param cover of what the step judges, on the weakest way to it; its own captcha counts
 */
record InspectedStep(String id, String flow, CaptchaCover cover) {

    Judged judged() {
        return LoginProviders.judgedBy(id);
    }
}
