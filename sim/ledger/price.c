/* price.c - prices and terms of contracts. Invariant: what is billed never falls as units rise, but for the price of a band that is lower. */
#include "price.h"

/* Units up to a number, each at the price of its band. @param month_frac  of a whole month's numbers */
static double banded(const ccs_price_t *self, double units, double month_frac)
{
    double sum = 0, from = 0, price = self->price;

    for (uint32_t i = 0; i < self->n_bands && units > self->bands[i].from * month_frac; i++) {
        sum += price * (self->bands[i].from * month_frac - from);
        from = self->bands[i].from * month_frac;
        price = self->bands[i].price;
    }
    return sum + price * (units - from);
}

/* What is billed of units above the forecast's band more than others are. */
static double dearer(const ccs_price_t *self, double units, double month_frac)
{
    const double most = self->forecast * (1 + self->within_frac) * month_frac;

    if (isnan(self->forecast) || !(units > most)) return 0;
    return (self->above - 1) * (banded(self, units, month_frac) - banded(self, most, month_frac));
}

ccs_priced_t ccs_price_units(const ccs_price_t *self, double units, double volume, double month_frac, double index)
{
    const double forecast = isnan(self->forecast) ? 0 : self->forecast * (1 - self->within_frac);
    const double least = fmax(self->minimum, forecast) * month_frac, missing = fmax(0, least - units);
    const double high = self->baseline * (1 + self->band_frac) * month_frac,
                 low = self->baseline * (1 - self->band_frac) * month_frac;
    ccs_priced_t x = {.quantities = {[CCS_PRICE_UNITS] = units, [CCS_PRICE_SHORTFALL] = missing}};

    x.amounts[CCS_PRICE_UNITS] = ccs_cents(index * (banded(self, units, month_frac) + dearer(self, units, month_frac)));
    x.amounts[CCS_PRICE_SHORTFALL] =
        ccs_cents(index * (banded(self, units + missing, month_frac) - banded(self, units, month_frac)));
    if (isnan(self->baseline)) return x;
    x.quantities[CCS_PRICE_ADDITIONAL] = fmax(0, volume - high);
    x.quantities[CCS_PRICE_REDUCTION] = fmax(0, low - volume);
    x.amounts[CCS_PRICE_ADDITIONAL] = ccs_cents(index * self->additional * x.quantities[CCS_PRICE_ADDITIONAL]);
    x.amounts[CCS_PRICE_REDUCTION] = -ccs_cents(index * self->reduction * x.quantities[CCS_PRICE_REDUCTION]);
    return x;
}

double ccs_term_gap(const ccs_contract_term_t *self, double x)
{
    return self->below ? self->target - x : x - self->target;
}

double ccs_term_frac(const ccs_contract_term_t *self, double gap)
{
    const double beyond = fabs(gap) - self->dead_band;

    if (!(beyond > 1e-12)) return 0; /* 0.8 - 0.78 is a little more than 0.02 in doubles */
    return self->band > 0 ? fmin(1, beyond / self->band) : 1;
}
