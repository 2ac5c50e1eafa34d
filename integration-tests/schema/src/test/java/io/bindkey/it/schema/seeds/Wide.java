// SPDX-License-Identifier: Apache-2.0
package io.bindkey.it.schema.seeds;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Index;
import jakarta.persistence.Table;
import jakarta.persistence.UniqueConstraint;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.time.LocalDateTime;
import org.jspecify.annotations.Nullable;

/** A column for each difference. */
@Entity
@Table(
        name = "wide",
        indexes = {
            @Index(name = "wide_i01", columnList = "i01"),
            @Index(name = "wide_i02", columnList = "i02"),
            @Index(name = "wide_i03", columnList = "i03, i04")
        },
        uniqueConstraints =
                @UniqueConstraint(
                        name = "wide_u03",
                        columnNames = {"u03", "u04"}))
public class Wide {

    @Id
    public long id;

    public @Nullable String c01;
    public @Nullable String c02;
    public @Nullable String c03;
    public @Nullable String c04;
    public @Nullable String c05;
    public @Nullable String c06;

    public @Nullable String t01;
    public @Nullable Integer t02;
    public @Nullable Long t03;
    public @Nullable Boolean t04;
    public @Nullable LocalDate t05;

    @Column(length = 100)
    public @Nullable String t06;

    @Column(precision = 10, scale = 2)
    public @Nullable BigDecimal t07;

    public @Nullable Double t08;
    public @Nullable LocalDateTime t09;

    @Column(nullable = false)
    public String n01;

    @Column(nullable = false)
    public Integer n02;

    public long n03;
    public @Nullable String n04;
    public @Nullable Integer n05;

    public @Nullable String i01;
    public @Nullable String i02;
    public @Nullable String i03;
    public @Nullable String i04;

    @Column(unique = true)
    public @Nullable String u01;

    @Column(unique = true)
    public @Nullable Integer u02;

    public @Nullable String u03;
    public @Nullable String u04;
}
