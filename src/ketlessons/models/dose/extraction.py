"""How much of a drug the liver takes out of the blood, and why a blocker then matters more by one route than another.

The liver is one well-stirred place. What its enzymes could clear if blood brought drug without limit is its intrinsic
clearance; what they do clear cannot be more than the flow of blood. So where the liver takes most of what passes, half
the enzyme changes little for a drug in a vein, and all of it for a drug that has to pass the liver to arrive.
"""

from __future__ import annotations

import numpy as np
from numpy.typing import ArrayLike

from .. import checks
from ..quantities import Number

_NG_ML = 1000.0  # in a mg/L


def hepatic_extraction(flow_l_h: ArrayLike, intrinsic_l_h: ArrayLike) -> Number:
    r"""Share of the drug that the liver takes from the blood that passes it once.

    .. math:: E = \frac{CL_{int}}{Q + CL_{int}}

    Parameters
    ----------
    flow_l_h : array_like
        Blood flow through the liver Q, more than 0 and at most 1e5 L/h.
    intrinsic_l_h : array_like
        Intrinsic clearance of the drug, 0 to 1e5 L/h.

    Returns
    -------
    float or ndarray
        Share from 0 to 1, in the broadcast shape of the inputs. The liver's clearance is Q E, and 1 - E of what reaches
        it from the gut gets past.

    Notes
    -----
    The well-stirred liver: what leaves it has the concentration that is in it. Other pictures of a liver, such as a
    tube, give a larger change by mouth for the same change of enzyme.

    Examples
    --------
    >>> hepatic_extraction(90.0, 270.0)
    0.75
    """
    flow = checks.checked("flow_l_h", flow_l_h, checks.CLEARING)
    intrinsic = checks.checked("intrinsic_l_h", intrinsic_l_h, checks.CLEARANCE)
    checks.common_shape(flow_l_h=flow, intrinsic_l_h=intrinsic)
    return checks.as_given(intrinsic / (flow + intrinsic))


def area_by_route(
    flow_l_h: ArrayLike, intrinsic_l_h: ArrayLike, swallowed: ArrayLike = 0.0, passes_gut: ArrayLike = 1.0
) -> Number:
    r"""Area under the concentration that a milligram leaves behind, by how much of it is swallowed.

    .. math:: \frac{AUC}{D} = \frac{(1 - s) + s\, g\, (1 - E)}{Q E} = \frac{(1-s)(Q + CL_{int})}{Q\, CL_{int}} +
              \frac{s\, g}{CL_{int}}

    Parameters
    ----------
    flow_l_h : array_like
        Blood flow through the liver Q, more than 0 and at most 1e5 L/h.
    intrinsic_l_h : array_like
        Intrinsic clearance of the drug, more than 0 and at most 1e5 L/h.
    swallowed : array_like, optional
        Share s of the amount that is swallowed, 0 to 1; the rest reaches the blood without passing the liver first.
    passes_gut : array_like, optional
        Share g of what is swallowed that reaches the liver as drug, 0 to 1.

    Returns
    -------
    float or ndarray
        Area for each mg until nothing is left, ng h/mL, in the broadcast shape of the inputs. Volumes are not in it.

    Notes
    -----
    F x D / CL with the liver of `hepatic_extraction`, nothing cleared elsewhere. Of what is swallowed the flow drops
    out: a dose by mouth feels the whole of a change of enzyme.

    Examples
    --------
    >>> vein = area_by_route(90.0, 270.0)
    >>> half_the_enzyme = area_by_route(90.0, 135.0)
    >>> round(half_the_enzyme / vein, 6), area_by_route(90.0, 135.0, 1.0) / area_by_route(90.0, 270.0, 1.0)
    (1.25, 2.0)
    """
    flow = checks.checked("flow_l_h", flow_l_h, checks.CLEARING)
    intrinsic = checks.checked("intrinsic_l_h", intrinsic_l_h, checks.CLEARING)
    share = checks.checked("swallowed", swallowed, checks.FRACTION)
    gut = checks.checked("passes_gut", passes_gut, checks.FRACTION)
    checks.common_shape(flow_l_h=flow, intrinsic_l_h=intrinsic, swallowed=share, passes_gut=gut)
    straight = (1.0 - share) * (flow + intrinsic) / (flow * intrinsic)
    return checks.as_given(np.asarray(_NG_ML * (straight + share * gut / intrinsic)))
