alter table deployment_manifest
    drop constraint deployment_manifest_kind_known,
    add constraint deployment_manifest_kind_known
        check (kind in ('NIMCache', 'NIMService', 'PodDisruptionBudget', 'ScaledObject', 'Service', 'HTTPRoute', 'Ingress'));
