from django.apps import AppConfig


class PublicConfig(AppConfig):
    name = "broadhurst.surfaces.public"
    label = "public"

    def ready(self) -> None:
        """Store public pages at the end of each command that changes what they show."""
        from broadhurst.foundation.audit.record import AT_THE_END  # noqa: PLC0415
        from broadhurst.surfaces.public.storing import store_changes  # noqa: PLC0415

        AT_THE_END.append(store_changes)
