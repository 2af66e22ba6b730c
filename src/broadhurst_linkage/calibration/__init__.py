"""The second stage: what two likenesses tell together, learnt from what officers found."""
