package io.komauth.bruteforce;

import com.google.auto.service.AutoService;

import io.komauth.events.GlobalEventListenerFactory;

import org.keycloak.events.EventListenerProviderFactory;

/** Global, since an administrator chooses the steps that ask for the count, and not the listener. */
@AutoService(EventListenerProviderFactory.class)
public final class LoginFailuresListenerFactory extends GlobalEventListenerFactory {

    public LoginFailuresListenerFactory() {
        super("login-failures", LoginFailuresListener::new);
    }
}
