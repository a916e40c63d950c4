-- The organisation's first profiles, all at p95. They are ordinary profiles: they can be edited and retired.
insert into sla_profile (id, team_id, name, current_version, revision, created_at) values
    ('51a00000-0000-4000-8000-000000000001', null, 'Chat', 1, 0, '2026-11-23 00:00:00+00'),
    ('51a00000-0000-4000-8000-000000000002', null, 'Code completion', 1, 0, '2026-11-23 00:00:00+00'),
    ('51a00000-0000-4000-8000-000000000003', null, 'Code generation', 1, 0, '2026-11-23 00:00:00+00'),
    ('51a00000-0000-4000-8000-000000000004', null, 'Translation', 1, 0, '2026-11-23 00:00:00+00'),
    ('51a00000-0000-4000-8000-000000000005', null, 'RAG', 1, 0, '2026-11-23 00:00:00+00'),
    ('51a00000-0000-4000-8000-000000000006', null, 'Long summary', 1, 0, '2026-11-23 00:00:00+00'),
    ('51a00000-0000-4000-8000-000000000007', null, 'Offline batch', 1, 0, '2026-11-23 00:00:00+00');

insert into sla_profile_version
    (id, profile_id, version, name, purpose, mode, percentile, ttft_ms, itl_ms, e2e_ms, input_tokens, output_tokens,
     recorded_at, recorded_by)
values
    ('51a00000-0000-4000-8001-000000000001', '51a00000-0000-4000-8000-000000000001', 1, 'Chat',
     'A person reads along in a conversation.', 'ONLINE', 'P95', 150, 25, 7000, 512, 256,
     '2026-11-23 00:00:00+00', 'Sextant preset'),
    ('51a00000-0000-4000-8001-000000000002', '51a00000-0000-4000-8000-000000000002', 1, 'Code completion',
     'An editor completes what a person is typing.', 'ONLINE', 'P95', 100, 20, 5000, 512, 256,
     '2026-11-23 00:00:00+00', 'Sextant preset'),
    ('51a00000-0000-4000-8001-000000000003', '51a00000-0000-4000-8000-000000000003', 1, 'Code generation',
     'A person waits for a whole function or file.', 'ONLINE', 'P95', 300, 30, 25000, 1024, 1024,
     '2026-11-23 00:00:00+00', 'Sextant preset'),
    ('51a00000-0000-4000-8001-000000000004', '51a00000-0000-4000-8000-000000000004', 1, 'Translation',
     'A text is translated as it is read.', 'ONLINE', 'P95', 400, 35, 35000, 512, 256,
     '2026-11-23 00:00:00+00', 'Sextant preset'),
    ('51a00000-0000-4000-8001-000000000005', '51a00000-0000-4000-8000-000000000005', 1, 'RAG',
     'An answer from documents that go along with the question.', 'ONLINE', 'P95', 600, 30, 18000, 4096, 512,
     '2026-11-23 00:00:00+00', 'Sextant preset'),
    ('51a00000-0000-4000-8001-000000000006', '51a00000-0000-4000-8000-000000000006', 1, 'Long summary',
     'A long document is summarised at length.', 'ONLINE', 'P95', 1000, 40, 60000, 10240, 1536,
     '2026-11-23 00:00:00+00', 'Sextant preset'),
    ('51a00000-0000-4000-8001-000000000007', '51a00000-0000-4000-8000-000000000007', 1, 'Offline batch',
     'Nobody waits for a single answer; the batch must finish.', 'OFFLINE', 'P95', 2000, 45, 90000, null, null,
     '2026-11-23 00:00:00+00', 'Sextant preset');
