// SPDX-License-Identifier: Apache-2.0
package io.bindkey.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ClusterUrlTest {

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "jdbc:mariadb://a/b | jdbc:mariadb://a/b?sessionVariables=x=1",
                "jdbc:mariadb://a/b? | jdbc:mariadb://a/b?sessionVariables=x=1",
                "jdbc:mariadb://a/b?c=d | jdbc:mariadb://a/b?c=d&sessionVariables=x=1",
                "jdbc:mariadb://a/b?sessionVariables=y=2&c=d | jdbc:mariadb://a/b?sessionVariables=x=1,y=2&c=d",
                "jdbc:mariadb://a/b?c=d&sessionvariables= | jdbc:mariadb://a/b?c=d&sessionvariables=x=1",
            })
    void givesEachSessionAVariableBesideThoseOfTheUser(String url, String expected) {
        assertThat(new ClusterUrl(url).withSession("x=1").text()).isEqualTo(expected);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "jdbc:mariadb:sequential://a,b:3307/d?x=y | jdbc:mariadb://a/d?x=y jdbc:mariadb://b:3307/d?x=y",
                "jdbc:mysql:loadbalance://a,b/d | jdbc:mysql://a/d jdbc:mysql://b/d",
                "jdbc:mariadb:sequential://address=(host=a)(port=1),address=(host=b)(port=2)/d"
                        + " | jdbc:mariadb://address=(host=a)(port=1)/d jdbc:mariadb://address=(host=b)(port=2)/d",
                "jdbc:mysql://(host=a,port=1),(host=b,port=2)/d"
                        + " | jdbc:mysql://(host=a,port=1)/d jdbc:mysql://(host=b,port=2)/d",
            })
    void listsItsHosts(String url, String hosts) {
        assertThat(new ClusterUrl(url).hosts().stream().map(ClusterUrl::text)).containsExactly(hosts.split(" "));
    }

    @Test
    void ofOneHostIsPerhapsAProxyForAll() {
        assertThat(new ClusterUrl("jdbc:mariadb://a/b").hosts()).isEmpty();
    }
}
