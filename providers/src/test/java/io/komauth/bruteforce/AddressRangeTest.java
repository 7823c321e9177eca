package io.komauth.bruteforce;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class AddressRangeTest {

    @ParameterizedTest
    @CsvSource({"192.0.2.7,192.0.2.7,true", "192.0.2.7,192.0.2.8,false", "198.51.100.0/24,198.51.100.255,true",
            "198.51.100.0/24,198.51.101.0,false", "198.51.100.77/24,198.51.100.1,true", "10.0.0.0/9,10.127.255.255,true",
            "10.0.0.0/9,10.128.0.0,false", "192.0.2.6/31,192.0.2.7,true", "192.0.2.6/31,192.0.2.8,false",
            "0.0.0.0/0,8.8.8.8,true",
            "0.0.0.0/0,2001:db8::1,false", "2001:db8::/32,2001:db8:ffff::1,true", "2001:db8::/32,2001:db9::1,false",
            "2001:db8::1,2001:DB8:0:0:0:0:0:1,true", "2001:db8::1/128,2001:db8::2,false", "::/0,2001:db8::1,true",
            "::/0,192.0.2.7,false", "::1,0:0:0:0:0:0:0:1,true", "fe80::/10,fe80::1%eth0,true", "192.0.2.7,::ffff:192.0.2.7,true",
            "::ffff:192.0.2.0/120,192.0.2.7,true", "::ffff:192.0.2.0/120,192.0.3.7,false", "::ffff:0:0/96,203.0.113.9,true",
            "255.255.255.255/32,255.255.255.255,true"})
    void aRangeHasTheAddressesOfItsNetworkAndNoOthers(String range, String address, boolean contained) {
        assertThat(AddressRange.parse(range).orElseThrow().contains(IpLiteral.parse(address).orElseThrow())).isEqualTo(contained);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "office.example", "localhost", "face.de", "cafe", "192.0.2", "192.0.2.256", "192.0.2.7/33",
            "192.0.2.7/", "192.0.2.7/-1", "192.0.2.7/+8", "192.0.2.7/08", "192.0.2.7/8/8", "192.0.2.7/255.255.255.0", "192.0.2.*",
            "192.0.2.1-192.0.2.9", "010.0.0.1", "10.0.0.01", "2001:db8::/129", "2001:db8:::1", "2001:db8", "fe80::1%eth0",
            "[2001:db8::1]", "::ffff:192.0.2.7/95", "::ffff:192.0.2.7/24", "192.0.2.7 /24", "\u0661.0.0.1", "1.2.3.4\n"})
    void whatIsNeitherAnAddressNorANetworkIsNoRange(String text) {
        assertThat(AddressRange.parse(text)).isEmpty();
    }
}
